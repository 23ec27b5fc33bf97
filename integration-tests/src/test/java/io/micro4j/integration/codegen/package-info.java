/** Generated code, as Maven made it of the protos of the protoc plugin's tests, together with the real runtime. */
@NullMarked
package io.micro4j.integration.codegen;

import org.jspecify.annotations.NullMarked;
