package io.micro4j.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * A process with the server, the client or both of one system. It does what the lines on its standard input say, answers each with one line, and
 * ends with its input. {@link WorkerProcess} is the other end.
 */
final class Worker {
    private Worker() {}

    /** Takes {@code server NAME}, {@code client NAME ADDRESS TEXT_LENGTH} or {@code both NAME TEXT_LENGTH}. */
    public static void main(String[] args) {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try {
            work(args, answers);
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void work(String[] args, PrintStream answers) throws Exception {
        Contender contender = Contender.named(args[1]);
        switch (args[0]) {
            case "server" -> serve(contender, answers);
            case "client" -> call(contender, args[2], args[3], answers);
            case "both" -> {
                try (EchoServer server = contender.serve()) {
                    call(contender, server.address(), args[2], answers);
                }
            }
            default -> throw new IllegalArgumentException("No worker is called " + args[0]);
        }
    }

    private static void serve(Contender contender, PrintStream answers) throws Exception {
        try (EchoServer server = contender.serve()) {
            answers.println(server.address());
            obey(order -> Usage.now().line(), answers);
        }
    }

    private static void call(Contender contender, String address, String textLength, PrintStream answers)
            throws Exception {
        String text = "x".repeat(Integer.parseInt(textLength));
        try (EchoCalls calls = contender.connect(address)) {
            answers.println("connected");
            obey(order -> measured(calls, text, order), answers);
        }
    }

    private static void obey(Work work, PrintStream answers) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(work.answer(order.split(" ")));
        }
    }

    /** Takes the load's name, how many in flight, and milliseconds. */
    private static String measured(EchoCalls calls, String text, String[] order) throws Exception {
        int inFlight = Integer.parseInt(order[1]);
        Duration time = Duration.ofMillis(Long.parseLong(order[2]));
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
