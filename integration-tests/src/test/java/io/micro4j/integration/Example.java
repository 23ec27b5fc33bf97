package io.micro4j.integration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs the two programs of an example, on loopback. Immutable.
 *
 * @param name of the example, its package and its service
 * @param server the class that serves
 * @param client the class that calls
 * @param prefix what stands before {@code java}: nothing, or the command that enters a namespace
 * @param environment beside the two variables that keep the example on this host
 */
record Example(String name, String server, String client, List<String> prefix, Map<String, String> environment) {
    /** The greeter as a user starts it: nothing says where the two find each other. */
    static final Example UNCONFIGURED = new Example("greeter", "GreeterService", "CallGreeter", List.of(), Map.of());

    /** The inventory, likewise. */
    static final Example INVENTORY = new Example("inventory", "InventoryService", "CallInventory", List.of(), Map.of());

    private static final Duration START = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("\\w+ at (\\S+:\\d+)");

    Example within(Namespace namespace) {
        return new Example(name, server, client, namespace.inside(), environment);
    }

    /** Returns the same, with a directory of its own in place of the user's for the registry of this host. */
    Example withLocalDirectory(Path directory) {
        return new Example(name, server, client, prefix, Map.of("MICRO_LOCAL_DIRECTORY", directory.toString()));
    }

    /** Starts the server, and returns once it says that it is registered. */
    RunningProcess startServer() {
        RunningProcess running = start("the " + name, server);
        try {
            running.awaitLine(ADDRESS, START);
            return running;
        } catch (AssertionError e) {
            running.close();
            throw e;
        }
    }

    /** Returns where {@code server} listens, as {@code host:port}. */
    static String address(RunningProcess server) {
        return server.awaitLine(ADDRESS, START).group(1);
    }

    /** Starts the client, which makes its four calls and ends. */
    RunningProcess startClient() {
        return start("the client of " + name, client);
    }

    private RunningProcess start(String what, String main) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(Machine.java(), "-cp", Machine.classPath(), "com.example." + name + "." + main));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MICRO_SERVER_ADDRESS", "127.0.0.1:0");
        builder.environment().put("MICRO_MDNS_INTERFACES", "lo");
        builder.environment().putAll(environment);
        return RunningProcess.start(what, builder);
    }
}
