package io.micro4j.benchmarks;

/**
 * A server that runs.
 *
 * @param address where, as {@code host:port} or what else {@link Contender#connect} of the same system understands
 * @param server stops it
 */
record EchoServer(String address, AutoCloseable server) implements AutoCloseable {
    @Override
    public void close() throws Exception {
        server.close();
    }
}
