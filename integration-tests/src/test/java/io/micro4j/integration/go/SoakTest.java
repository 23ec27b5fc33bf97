package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.integration.go.Route.Direction;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mixed calls between Go and Java over mucp and gRPC, both ways at once, for a minute; {@code integration-tests/soak --minutes N} makes it longer, {@code --rate N} gentler. No call fails, and
 * connections, threads and memory of the Java side end where they began.
 */
@Tag("slow")
final class SoakTest {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("micro.soak.minutes", 1));

    /** Cells that may begin in a second, all routes together; 0: as many as go. */
    private static final int RATE = Integer.getInteger("micro.soak.rate", 0);

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** How long a call may take: what is sought here is a call that is lost, not a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As it is by default on both sides, so that connections grow old on the way. */
    private static final Duration POOL_TTL = Duration.ofMinutes(1);

    private static final Duration REPORTED = Duration.ofMinutes(5);
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int LEEWAY = 10;

    private static final List<Direction> BOTH_WAYS = List.of(Direction.JAVA_TO_GO, Direction.GO_TO_JAVA);
    private static final List<Route> ROUTES = Stream.concat(
                    MatrixRun.mucp(List.of(GoVersion.V5, GoVersion.V4), BOTH_WAYS).stream(),
                    MatrixRun.grpc(List.of(GoVersion.values()), BOTH_WAYS).stream())
            .toList();

    /** Those that wait for a limit, or fill the log. */
    private static final Set<String> LEFT_OUT = Set.of(
            "a panic",
            "an error that is plain text",
            "a caller that gives up",
            "a reply that comes too late",
            "15,000 calls, one after the other",
            "64 callers at once",
            "connections are used again");

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Route, AtomicLong> calls = new ConcurrentHashMap<>();
    private final AtomicLong nextStart = new AtomicLong(System.nanoTime());

    @Test
    void leavesNothingBehind() throws Exception {
        JavaSide.serve(new PeerService(), "127.0.0.1:0").close(); // Netty keeps one socket a process
        long sockets = Usage.sockets();
        try (Matrix peers = new Matrix(POOL_TTL)) {
            run(peers, WARM_UP);
            Usage before = Usage.now();
            run(peers, LENGTH);
            Usage after = Usage.now();

            System.out.printf("soak: before %s%nsoak: after  %s%n", before, after);
            calls.forEach((route, number) -> System.out.printf("soak: %6d %s%n", number.get(), route));
            assertThat(failures).isEmpty();
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + LEEWAY);
            assertThat(after.files())
                    .as("open files, connections among them")
                    .isLessThanOrEqualTo(before.files() + LEEWAY);
            assertThat(after.heap()).as("bytes in use").isLessThan(before.heap() + 32 * MEBIBYTE);
        }
        Awaitility.await("connections are closed with their client and server")
                .untilAsserted(() -> assertThat(Usage.sockets()).isLessThanOrEqualTo(sockets));
    }

    private void run(Matrix peers, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (Route route : ROUTES) {
            Calls along = peers.calls(route);
            callers.add(new Thread(() -> callUntil(end, along, route), route.toString()));
        }
        callers.forEach(Thread::start);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, REPORTED.toNanos()));
            System.out.printf("soak: %d cells, %d failed%n", cells(), failures.size());
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private long cells() {
        return calls.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private void callUntil(long end, Calls along, Route route) {
        List<Cell> cells = Cells.all().stream()
                .filter(cell -> !LEFT_OUT.contains(cell.name()))
                .filter(cell -> Limitation.of(route, cell).isEmpty())
                .filter(cell -> !cell.mayLoseReplies(route))
                .toList();
        CallOptions options = Matrix.options(route).withTimeout(PATIENCE).withIdleTimeout(PATIENCE);
        AtomicLong number = calls.computeIfAbsent(route, key -> new AtomicLong());
        for (int i = 0; System.nanoTime() < end; i = (i + 1) % cells.size()) {
            awaitTurn();
            try {
                cells.get(i).check().run(along, route, options);
                number.incrementAndGet();
            } catch (AssertionError | RuntimeException e) {
                String failure = Instant.now() + " " + route + ", " + cells.get(i) + ": " + e;
                System.out.println("soak: failed " + failure);
                failures.add(failure);
            }
        }
    }

    private void awaitTurn() {
        if (RATE > 0) {
            long turn = nextStart.getAndAdd(TimeUnit.SECONDS.toNanos(1) / RATE);
            LockSupport.parkNanos(turn - System.nanoTime());
        }
    }

    /** What this process holds, once what nobody holds is gone. */
    private record Usage(int threads, long files, long heap) {
        static Usage now() throws InterruptedException {
            TimeUnit.SECONDS.sleep(2); // threads that have nothing to do end by themselves
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(100);
                least = Math.min(
                        least,
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory());
            }
            return new Usage(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    files("").size(),
                    least);
        }

        /** Returns how many connections are open, but for what Netty and the JDK keep of their own. */
        static long sockets() {
            return files("socket:").size();
        }

        private static List<String> files(String kind) {
            File[] all = new File("/proc/self/fd").listFiles();
            return all == null
                    ? List.of()
                    : Arrays.stream(all)
                            .map(Usage::target)
                            .filter(target -> target.startsWith(kind))
                            .toList();
        }

        private static String target(File file) {
            try {
                return Files.readSymbolicLink(file.toPath()).toString();
            } catch (IOException e) {
                return "closed meanwhile";
            }
        }
    }
}
