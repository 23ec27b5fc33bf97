package io.micro4j.integration.go;

import io.micro4j.integration.Machine;
import io.micro4j.integration.Namespace;
import io.micro4j.integration.RunningProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Programs that find each other by multicast, in a network where only loopback is there. For one thread. */
final class Neighbours implements AutoCloseable {
    private final Namespace network;
    private final Path directory;
    private final Map<String, String> environment;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /**
     * Makes a network with nobody in it.
     *
     * @param directory where processes of the host would find each other without multicast, in place of the user's
     * @param environment what programs other than peers have in theirs, too
     */
    Neighbours(Path directory, Map<String, String> environment) {
        this.network = Namespace.create();
        this.directory = directory;
        this.environment = environment;
        network.allowMulticast();
    }

    /** Starts a peer. */
    GoPeer go(GoVersion version, String... flags) {
        List<String> all = new ArrayList<>(List.of("-registry", "mdns"));
        all.addAll(List.of(flags));
        return keep(GoPeer.start(version, network.inside(), all.toArray(String[]::new)));
    }

    /** Starts a program of the tests. */
    RunningProcess java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Machine.java(), "-cp", Machine.classPath(), program.getName()));
        command.addAll(List.of(arguments));
        return inside(command.toArray(String[]::new));
    }

    /** Starts a command. */
    RunningProcess inside(String... command) {
        ProcessBuilder builder = new ProcessBuilder(network.inside(command));
        builder.environment().put("MICRO_LOCAL_DIRECTORY", directory.toString());
        builder.environment().putAll(environment);
        return keep(RunningProcess.start(command[0], builder));
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        network.close();
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }
}
