/**
 * connectrpc's conformance suite for gRPC: {@code ConformanceTest} starts the suite, which starts our server or our client as a process and talks with
 * it over its standard input and output. {@code integration-tests/go/build.sh} builds the suite.
 */
@NullMarked
package io.micro4j.integration.conformance;

import org.jspecify.annotations.NullMarked;
