package io.micro4j.benchmarks;

import java.util.List;

/** The client of one system with the server of another. */
record Mixed(String name, Contender from, Contender to) implements Contender {
    @Override
    public String description() {
        return description(from.name(), to.name());
    }

    static String description(String client, String server) {
        return "the client of `" + client + "` with the server of `" + server + "`";
    }

    @Override
    public List<String> server(Jvm jvm) {
        return to.server(jvm);
    }

    @Override
    public List<String> client(Jvm jvm, String address) {
        return from.client(jvm, address);
    }

    @Override
    public boolean carries(Load load) {
        return from.carries(load) && to.carries(load);
    }

    @Override
    public boolean isHere() {
        return from.isHere() && to.isHere();
    }

    @Override
    public String needs() {
        return (from.isHere() ? to : from).needs();
    }
}
