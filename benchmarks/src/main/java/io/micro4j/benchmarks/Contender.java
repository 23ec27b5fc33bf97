package io.micro4j.benchmarks;

import java.util.List;

/** A system that is measured: a client and a server, each a process that does as {@link Worker} does. {@link Contenders} lists them. */
interface Contender {
    /** Returns the name it is chosen by and reported under. */
    String name();

    /** Returns one line that tells a reader how it is set up. */
    String description();

    /** Returns the command that starts its server; empty if the client's process holds the server too. */
    List<String> server(Jvm jvm);

    /** Returns the command that starts its client. */
    List<String> client(Jvm jvm, String address);

    /** Returns whether it can be called so. */
    default boolean carries(Load load) {
        return true;
    }

    /** Returns whether what it needs is on this machine. */
    default boolean isHere() {
        return true;
    }

    /** Returns what it needs, for someone whose machine lacks it. */
    default String needs() {
        return "a JVM";
    }
}
