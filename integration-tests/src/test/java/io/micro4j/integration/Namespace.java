package io.micro4j.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A network of its own with nothing in it but a loopback interface. Linux, for root. */
public final class Namespace implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String name = "micro-" + UUID.randomUUID().toString().substring(0, 8);

    private Namespace() {}

    /** Makes one; skips the test where that cannot be done. */
    public static Namespace create() {
        Needs.program("ip");
        Needs.program("iptables");
        Namespace namespace = new Namespace();
        Result added = run(List.of("ip", "netns", "add", namespace.name));
        Needs.that(added.code == 0, "cannot make a network namespace, which takes root: " + added.output);
        try {
            check(List.of("ip", "-n", namespace.name, "link", "set", "lo", "up"));
            return namespace;
        } catch (AssertionError e) {
            namespace.close();
            throw e;
        }
    }

    /** Makes the loopback interface one that programs take for fit for multicast, as they do not by themselves. */
    public void allowMulticast() {
        check(List.of("ip", "-n", name, "link", "set", "lo", "multicast", "on"));
        check(List.of("ip", "-n", name, "route", "add", "224.0.0.0/4", "dev", "lo", "src", "127.0.0.1"));
    }

    /** From now on the kernel drops what is sent to a multicast address. */
    void blockMulticast() {
        check(inside("iptables", "-A", "OUTPUT", "-d", "224.0.0.0/4", "-j", "DROP"));
    }

    /** Returns how many datagrams {@link #blockMulticast} has dropped. */
    long dropped() {
        String rules = check(inside("iptables", "-n", "-v", "-x", "-L", "OUTPUT"));
        return rules.lines()
                .filter(line -> line.contains("DROP"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[0]))
                .sum();
    }

    /** Returns the command that runs {@code command} inside. */
    public List<String> inside(String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(List.of(command));
        return whole;
    }

    @Override
    public void close() {
        check(List.of("ip", "netns", "delete", name));
    }

    private static String check(List<String> command) {
        Result result = run(command);
        if (result.code != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + result.code + ": " + result.output);
        }
        return result.output;
    }

    private static Result run(List<String> command) {
        try (RunningProcess process = RunningProcess.start(command.get(0), new ProcessBuilder(command))) {
            return new Result(process.awaitExit(LIMIT), process.output());
        }
    }

    private record Result(int code, String output) {}
}
