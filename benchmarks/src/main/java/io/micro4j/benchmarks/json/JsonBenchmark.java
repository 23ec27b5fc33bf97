package io.micro4j.benchmarks.json;

import com.sun.management.ThreadMXBean;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.json.JsonCodec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Generated JSON beside Gson's, of one message, on one thread: rounds in turn, after a warm-up; the median is printed. */
public final class JsonBenchmark {
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = 300_000_000;
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private JsonBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Orders.Order order = Orders.Order.of(5);
        Marshaller<Orders.Order> generated = new JsonCodec().marshaller(OrdersEndpoints.PLACE.request());
        Marshaller<Orders.Order> gson = new JsonCodec().marshaller(MessageType.of(Orders.Order.class));
        byte[] json = generated.encode(order).toByteArray();
        System.out.printf(
                Locale.ROOT, "One order of 5 lines, %,d bytes of JSON, JDK %s%n%n", json.length, Runtime.version());
        System.out.println("|  | ns | ratio | bytes | ratio |");
        System.out.println("|---|---:|---:|---:|---:|");
        compare(
                "write",
                () -> generated.encode(order).size(),
                () -> gson.encode(order).size());
        compare(
                "read",
                () -> generated.decode(json, 0, json.length).lines().size(),
                () -> gson.decode(json, 0, json.length).lines().size());
    }

    /** Something to measure, whose result is used. */
    private interface Work {
        int run();
    }

    private record Cost(double nanos, double bytes) {}

    private static void compare(String what, Work generated, Work gson) {
        round(generated, WARM_UP_NANOS);
        round(gson, WARM_UP_NANOS);
        Cost[] ours = new Cost[ROUNDS];
        Cost[] theirs = new Cost[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ours[i] = round(generated, ROUND_NANOS);
            theirs[i] = round(gson, ROUND_NANOS);
        }
        Cost reference = median(theirs);
        print("Gson, " + what, reference, reference);
        print("generated, " + what, median(ours), reference);
    }

    private static Cost round(Work work, long nanos) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long used = 0;
        int runs = 0;
        do {
            for (int i = 0; i < 100; i++) {
                used += work.run();
            }
            runs += 100;
        } while (System.nanoTime() - start < nanos);
        if (used == 0) {
            throw new IllegalStateException("nothing was written or read");
        }
        double allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Cost((double) (System.nanoTime() - start) / runs, allocated / runs);
    }

    private static Cost median(Cost[] costs) {
        return new Cost(
                Arrays.stream(costs).mapToDouble(Cost::nanos).sorted().toArray()[ROUNDS / 2],
                Arrays.stream(costs).mapToDouble(Cost::bytes).sorted().toArray()[ROUNDS / 2]);
    }

    private static void print(String what, Cost cost, Cost reference) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %,.0f | %.2f |%n",
                what,
                cost.nanos(),
                cost.nanos() / reference.nanos(),
                cost.bytes(),
                cost.bytes() / reference.bytes());
    }
}
