package io.micro4j.benchmarks;

import static java.util.function.Predicate.not;

import java.util.List;
import java.util.stream.Stream;

/** All systems. To add one, write it and list it here. */
final class Contenders {
    /** The one that the others are compared with. */
    static final Contender REFERENCE = new GrpcJava("grpc-java", false);

    private static final GoMicro GO = new GoMicro("go-micro", "mucp");
    private static final GoMicro GO_GRPC = new GoMicro("go-micro-grpc", "grpc");
    private static final Micro4j HTTP = Micro4j.http(false);
    private static final Micro4j GRPC = Micro4j.grpc(false);

    static final List<Contender> ALL = List.of(
            REFERENCE,
            new GrpcJava("grpc-java-direct", true),
            new Armeria(),
            Dubbo.triple(),
            Dubbo.own(),
            new SofaBolt(),
            GO,
            GO_GRPC,
            HTTP,
            Micro4j.http(true),
            GRPC,
            Micro4j.grpc(true),
            Micro4j.tcp(false),
            Micro4j.tcp(true),
            Micro4j.memory(false),
            Micro4j.memory(true),
            Micro4j.toGo(HTTP, GO),
            new Mixed("go-to-http", GO, HTTP),
            new Mixed("grpc-to-grpc-java", GRPC, REFERENCE),
            new Mixed("grpc-java-to-grpc", REFERENCE, GRPC),
            Micro4j.manyServices(Micro4j.http(false)),
            Micro4j.manyServices(Micro4j.grpc(false)),
            Micro4j.manyServices(Micro4j.tcp(false)));

    private Contenders() {}

    /** Returns the one called {@code name}. */
    static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No system is called \"" + name + "\"; there are "
                        + ALL.stream().map(Contender::name).toList()));
    }

    static List<Contender> named(String... names) {
        return Stream.of(names).map(Contenders::named).toList();
    }

    /** Returns those written for the JVM. */
    static List<Peer> peers() {
        return ALL.stream().filter(Peer.class::isInstance).map(Peer.class::cast).toList();
    }

    /** Returns those that this machine lacks something for. */
    static List<Contender> missing() {
        return ALL.stream().filter(not(Contender::isHere)).toList();
    }
}
