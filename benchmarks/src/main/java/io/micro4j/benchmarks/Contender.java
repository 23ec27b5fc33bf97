package io.micro4j.benchmarks;

import java.util.List;

/** A system that is measured: how its server is started and how its client calls it. To add one, write it and list it here. */
interface Contender {
    /** All of them. The first is the one that the others are compared with. */
    List<Contender> ALL = List.of(
            new GrpcJava("grpc", false),
            new GrpcJava("grpc-direct", true),
            Micro4j.http(false),
            Micro4j.http(true),
            Micro4j.grpc(false),
            Micro4j.grpc(true),
            Micro4j.tcp(false),
            Micro4j.tcp(true),
            Micro4j.memory(false),
            Micro4j.memory(true));

    /** Returns the name it is chosen by and reported under. */
    String name();

    /** Returns one line that tells a reader how it is set up. */
    String description();

    /** Returns whether client and server share a process. */
    default boolean inOneProcess() {
        return false;
    }

    /** Starts an echo server on a free port of the loopback interface. */
    EchoServer serve() throws Exception;

    /** Returns what calls the server at {@code address}. */
    EchoCalls connect(String address) throws Exception;

    /** Returns the one called {@code name}. */
    static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No system is called \"" + name + "\"; there are "
                        + ALL.stream().map(Contender::name).toList()));
    }
}
