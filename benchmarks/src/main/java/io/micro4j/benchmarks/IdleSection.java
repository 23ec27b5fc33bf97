package io.micro4j.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What connections cost that do nothing: many are opened to a server, each makes one call and stays. The calls are replayed from what a real client
 * sent, so that nothing but the server's side is seen.
 */
record IdleSection(List<Contender> systems, Jvm jvm) implements Section {
    static final int CONNECTIONS = 10_000;

    private static final int OTHER_FILES = 500;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public int steps() {
        return systems.size();
    }

    @Override
    public void run(Results results, Progress progress) throws Exception {
        int count = affordable(progress);
        for (Contender system : systems) {
            try {
                Results.Idle cost = cost(system, count);
                results.addIdle(system, cost);
                Footprint each = cost.each();
                progress.step(
                        "idle: %s, %,d connections, %,d bytes of heap and %,d of direct buffers each",
                        system.name(), count, each.heap(), each.direct());
            } catch (IOException | RuntimeException e) {
                results.fail(this, system, e);
                progress.step("idle: %s FAILED: %s", system.name(), Results.reason(e));
            }
        }
    }

    private Results.Idle cost(Contender system, int count) throws IOException, InterruptedException {
        List<Socket> open = new ArrayList<>();
        try (WorkerProcess server = WorkerProcess.start(system.name() + " server", system.server(jvm))) {
            byte[] call = record(system, server.greeting());
            Footprint none = held(server);
            open(count / 2, server, call, open);
            Footprint half = held(server);
            open(count - count / 2, server, call, open);
            Footprint all = held(server);
            double growth =
                    (double) all.since(half).known() / half.since(none).known() * (count / 2) / (count - count / 2);
            return new Results.Idle(count, all.since(none).each(count), growth);
        } finally {
            for (Socket connection : open) {
                connection.close();
            }
        }
    }

    private static void open(int count, WorkerProcess server, byte[] call, List<Socket> open) throws IOException {
        for (int i = 0; i < count; i++) {
            open.add(RecordedCall.replay(server.greeting(), call));
        }
    }

    /** Both ends are files: in this process, and in the server's. */
    private int affordable(Progress progress) {
        long files = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        if (files < CONNECTIONS + OTHER_FILES) {
            int fewer = (int) Math.max(files - OTHER_FILES, 1);
            progress.say(
                    "a process may open %,d files: %,d idle connections instead of %,d; see ulimit -n",
                    files, fewer, CONNECTIONS);
            return fewer;
        }
        return CONNECTIONS;
    }

    private byte[] record(Contender system, String address) throws IOException, InterruptedException {
        try (RecordedCall recorder = RecordedCall.before(address);
                WorkerProcess client =
                        WorkerProcess.start(system.name() + " client", system.client(jvm, recorder.address()))) {
            client.ask("first", Duration.ZERO);
            return recorder.sent();
        }
    }

    private static Footprint held(WorkerProcess server) {
        return Footprint.parse(server.ask("memory", Duration.ZERO));
    }
}
