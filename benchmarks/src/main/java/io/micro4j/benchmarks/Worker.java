package io.micro4j.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A process with the server, the client or both of one system. It does what the lines on its standard input say, answers each with one line, and
 * ends with its input. {@link WorkerProcess} is the other end.
 *
 * <p>A server says its address and then answers each line with what the process has {@linkplain Usage used}; to {@code memory}, with what it
 * {@linkplain Footprint holds}. A client says {@code connected}, and then answers each {@linkplain Case#order order} with a {@linkplain Sample sample},
 * or {@code first} with {@code answered} once one call is. Its last answer may be that it {@linkplain #FAILED failed}.
 */
final class Worker {
    /** What the last answer of a worker begins with that cannot go on; why follows. */
    static final String FAILED = "failed: ";

    private Worker() {}

    /** Takes {@code server NAME}, {@code client NAME ADDRESS} or {@code both NAME}. */
    public static void main(String[] args) {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Logger.getLogger("").setLevel(Level.SEVERE); // what fails is told by the calls
        try {
            work(args, answers);
            System.exit(0);
        } catch (Throwable e) { // errors too, as other threads would keep the process
            e.printStackTrace();
            answers.println(FAILED + inOneLine(e));
            System.exit(1);
        }
    }

    /** Returns what went wrong, and what began it. */
    private static String inOneLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String all = root == failure ? failure.toString() : failure + "; it began with " + root;
        return all.replaceAll("\\s+", " ");
    }

    private static void work(String[] args, PrintStream answers) throws Exception {
        Peer peer = (Peer) Contenders.named(args[1]);
        switch (args[0]) {
            case "server" -> serve(peer, answers);
            case "client" -> call(peer, args[2], answers);
            case "both" -> {
                try (EchoServer server = peer.serve()) {
                    call(peer, server.address(), answers);
                }
            }
            default -> throw new IllegalArgumentException("No worker is called " + args[0]);
        }
    }

    private static void serve(Peer peer, PrintStream answers) throws Exception {
        try (EchoServer server = peer.serve()) {
            answers.println(server.address());
            obey(
                    order -> order[0].equals("memory")
                            ? Footprint.now().line()
                            : Usage.now().line(),
                    answers);
        }
    }

    private static void call(Peer peer, String address, PrintStream answers) throws Exception {
        try (EchoCalls calls = peer.connect(address)) {
            answers.println("connected");
            obey(order -> order[0].equals("first") ? first(calls) : measured(calls, order), answers);
        }
    }

    private static void obey(Work work, PrintStream answers) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(work.answer(order.split(" ")));
        }
    }

    private static String first(EchoCalls calls) {
        calls.say(Echoes.request("first", 1));
        return "answered";
    }

    /** Takes the words of {@link Case#order}. */
    private static String measured(EchoCalls calls, String[] order) throws Exception {
        int inFlight = Integer.parseInt(order[1]);
        String text = "x".repeat(Integer.parseInt(order[2]));
        Duration time = Duration.ofMillis(Long.parseLong(order[3]));
        try (Load.Callers callers = Load.named(order[0]).callers(calls, text, inFlight)) {
            Usage before = Usage.now();
            long start = System.nanoTime();
            List<Tally> tallies = callers.callUntil(start + time.toNanos());
            long nanos = System.nanoTime() - start;
            Usage used = Usage.now().since(before);
            return Sample.of(Tally.sum(tallies), nanos, used).line();
        }
    }

    private interface Work {
        String answer(String[] order) throws Exception;
    }
}
