package io.micro4j.benchmarks;

import java.util.List;

/** A system written for the JVM. */
interface Peer extends Contender {
    /** Starts an echo server on a free port of the loopback interface. */
    EchoServer serve() throws Exception;

    /** Returns what calls the server at {@code address}. */
    EchoCalls connect(String address) throws Exception;

    @Override
    default List<String> server(Jvm jvm) {
        return jvm.command(name() + "-server", Worker.class, "server", name());
    }

    @Override
    default List<String> client(Jvm jvm, String address) {
        return jvm.command(name() + "-client", Worker.class, "client", name(), address);
    }
}
