package io.micro4j.benchmarks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Client and server of one system, each in its process or both in one, ready for rounds. For one thread. */
final class Pair implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(400);

    private final Contender contender;
    private final @Nullable WorkerProcess server;
    private final WorkerProcess client;

    private Pair(Contender contender, @Nullable WorkerProcess server, WorkerProcess client) {
        this.contender = contender;
        this.server = server;
        this.client = client;
    }

    static Pair start(Contender contender, Jvm jvm) {
        WorkerProcess server = null;
        String address = "";
        List<String> command = contender.server(jvm);
        if (!command.isEmpty()) {
            server = WorkerProcess.start(contender.name() + " server", command);
            address = server.greeting();
        }
        try {
            return new Pair(
                    contender,
                    server,
                    WorkerProcess.start(contender.name() + " client", contender.client(jvm, address)));
        } catch (RuntimeException e) {
            if (server != null) {
                server.kill();
            }
            throw e;
        }
    }

    Contender contender() {
        return contender;
    }

    /** Makes one call. */
    void call() {
        client.ask("first", Duration.ZERO);
    }

    /** Puts the system through {@code task} for {@code time}. */
    Sample measure(Case task, Duration time) {
        Usage before = serverUsage();
        Sample sample = Sample.parse(client.ask(task.order(time.toMillis()), time));
        return sample.withServer(serverUsage().since(before));
    }

    /** Calls until the JIT compilers of both sides have nothing left to do, or {@code limit} is over; returns which. */
    boolean warmUp(Case task, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean quiet = false;
        while (!quiet && System.nanoTime() - end < 0) { // a long call may take more than its slice
            quiet = measure(task, SLICE).isQuiet();
        }
        return quiet;
    }

    private Usage serverUsage() {
        return server == null ? Usage.NONE : Usage.parse(server.ask("usage", Duration.ZERO));
    }

    /** Ends both sides at once, whatever they do. */
    void kill() {
        client.kill();
        if (server != null) {
            server.kill();
        }
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        if (server != null) {
            server.close();
        }
    }
}
