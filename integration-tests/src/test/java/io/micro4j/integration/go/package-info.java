/**
 * Programs on go-micro, called and calling. {@code integration-tests/go/build.sh} builds them; a test skips where one is missing, and fails on CI.
 *
 * <p>A {@link io.micro4j.integration.go.Cell} is one thing that a call can carry or suffer; {@link io.micro4j.integration.go.Calls} makes the call,
 * from Java or from Go.
 */
@NullMarked
package io.micro4j.integration.go;

import org.jspecify.annotations.NullMarked;
