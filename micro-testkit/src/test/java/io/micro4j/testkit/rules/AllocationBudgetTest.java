package io.micro4j.testkit.rules;

import static io.micro4j.testkit.rules.Counting.ECHO;
import static io.micro4j.testkit.rules.Counting.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import com.sun.management.ThreadMXBean;
import io.micro4j.stub.AsyncCaller;
import io.micro4j.stub.Caller;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import io.micro4j.transport.http.HttpTransport;
import io.micro4j.transport.memory.MemoryTransport;
import io.micro4j.transport.tcp.TcpTransport;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a unary echo of 32 characters allocates: client and server together, over all their threads, after warm-up.
 *
 * <p>The figures are those of a JVM that has run the other tests of this package, as here: its compiler has seen many kinds of calls and leaves out fewer objects.
 * A JVM that does only this allocates little more than half as much.
 */
@Timeout(60)
final class AllocationBudgetTest {
    /** Bytes per call, 1.3 times what was measured: 3205, 3408, 2692 and 3008. */
    private static final double MEMORY_BLOCKING = 4_200;

    private static final double MEMORY_ASYNC = 4_400;
    private static final double HTTP_BLOCKING = 3_500;
    private static final double HTTP_ASYNC = 3_900;

    /** Of tcp: 1.3 times 2495 and 2771. */
    private static final double TCP_BLOCKING = 3_250;

    private static final double TCP_ASYNC = 3_600;

    /** Of grpc: 1.3 times 2865 and 3337. */
    private static final double GRPC_BLOCKING = 3_700;

    private static final double GRPC_ASYNC = 4_300;

    private static final int WARM_UP = 10_000;
    private static final int CALLS = 5_000;
    private static final int ROUNDS = 8;
    private static final StringValue REQUEST = text("x".repeat(32));

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void memoryBlocking() {
        assertThat(blocking(memory(), MEMORY_BLOCKING)).as("bytes per call").isLessThanOrEqualTo(MEMORY_BLOCKING);
    }

    @Test
    void memoryAsync() {
        assertThat(async(memory(), MEMORY_ASYNC)).as("bytes per call").isLessThanOrEqualTo(MEMORY_ASYNC);
    }

    @Test
    void httpBlocking() {
        assertThat(blocking(http(), HTTP_BLOCKING)).as("bytes per call").isLessThanOrEqualTo(HTTP_BLOCKING);
    }

    @Test
    void httpAsync() {
        assertThat(async(http(), HTTP_ASYNC)).as("bytes per call").isLessThanOrEqualTo(HTTP_ASYNC);
    }

    @Test
    void tcpBlocking() {
        assertThat(blocking(tcp(), TCP_BLOCKING)).as("bytes per call").isLessThanOrEqualTo(TCP_BLOCKING);
    }

    @Test
    void tcpAsync() {
        assertThat(async(tcp(), TCP_ASYNC)).as("bytes per call").isLessThanOrEqualTo(TCP_ASYNC);
    }

    @Test
    void grpcBlocking() {
        assertThat(blocking(grpc(), GRPC_BLOCKING)).as("bytes per call").isLessThanOrEqualTo(GRPC_BLOCKING);
    }

    @Test
    void grpcAsync() {
        assertThat(async(grpc(), GRPC_ASYNC)).as("bytes per call").isLessThanOrEqualTo(GRPC_ASYNC);
    }

    private double blocking(Transport transport, double budget) {
        try (Pair pair = echoing(transport)) {
            Caller caller = pair.caller();
            return bytesPerCall(() -> caller.unary(ECHO, REQUEST), budget);
        }
    }

    private double async(Transport transport, double budget) {
        try (Pair pair = echoing(transport)) {
            AsyncCaller caller = pair.async();
            return bytesPerCall(() -> caller.unary(ECHO, REQUEST).join(), budget);
        }
    }

    /** Measures again while there is more than the budget: on a busy machine the compiler may not have come to these calls yet. */
    private double bytesPerCall(Runnable call, double budget) {
        repeat(call, WARM_UP);
        double least = bytesPerCall(call);
        for (int i = 1; i < ROUNDS && least > budget; i++) {
            least = Math.min(least, bytesPerCall(call));
        }
        return least;
    }

    private double bytesPerCall(Runnable call) {
        Map<Long, Long> before = allocated();
        repeat(call, CALLS);
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            bytes += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return bytes / (double) CALLS;
    }

    private static void repeat(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }

    /** Returns what each live thread has allocated so far. Virtual threads are not among them; the pair has none. */
    private Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) { // -1: it has ended since
                allocated.put(ids[i], bytes[i]);
            }
        }
        return allocated;
    }

    private static Pair echoing(Transport transport) {
        return Pair.of(transport, routes -> routes.unary(ECHO, request -> request));
    }

    private static Transport memory() {
        return new MemoryTransport.Provider().open(TransportOptions.DEFAULT);
    }

    private static Transport http() {
        return HttpTransport.open(TransportOptions.DEFAULT);
    }

    private static Transport tcp() {
        return new TcpTransport.Provider().open(TransportOptions.DEFAULT);
    }

    private static Transport grpc() {
        return GrpcTransport.open(TransportOptions.DEFAULT);
    }
}
