/** How fast JSON of records is: start at {@link io.micro4j.benchmarks.json.JsonBenchmark}. */
@NullMarked
package io.micro4j.benchmarks.json;

import org.jspecify.annotations.NullMarked;
