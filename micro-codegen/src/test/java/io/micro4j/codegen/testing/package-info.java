/** For tests of generated text: golden files, and a compiler that lets nothing pass. */
@org.jspecify.annotations.NullMarked
package io.micro4j.codegen.testing;
