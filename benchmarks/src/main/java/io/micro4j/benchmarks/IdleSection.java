package io.micro4j.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What connections cost that do nothing: many are opened to a server, each makes one call and stays. The calls are replayed from what a real client
 * sent, so that nothing but the server's side is seen.
 */
record IdleSection(List<Contender> systems, int connections, Jvm jvm) implements Section {
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
            try (WorkerProcess server = WorkerProcess.start(system.name() + " server", system.server(jvm))) {
                byte[] call = record(system, server.greeting());
                Footprint before = held(server);
                List<AutoCloseable> open = new ArrayList<>();
                try {
                    for (int i = 0; i < count; i++) {
                        open.add(RecordedCall.replay(server.greeting(), call));
                    }
                    Footprint each = held(server).each(before, count);
                    results.addIdle(system, count, each);
                    progress.step(
                            "idle: %s, %,d connections, %,d bytes of heap each", system.name(), count, each.heap());
                } finally {
                    for (AutoCloseable connection : open) {
                        connection.close();
                    }
                }
            }
        }
    }

    /** Both ends are files: in this process, and in the server's. */
    private int affordable(Progress progress) {
        long files = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        if (files < connections + OTHER_FILES) {
            int fewer = (int) Math.max(files - OTHER_FILES, 1);
            progress.say(
                    "a process may open %,d files: %,d idle connections instead of %,d; see ulimit -n",
                    files, fewer, connections);
            return fewer;
        }
        return connections;
    }

    private byte[] record(Contender system, String address) throws Exception {
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
