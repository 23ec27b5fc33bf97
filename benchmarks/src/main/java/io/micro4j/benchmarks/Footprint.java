package io.micro4j.benchmarks;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a process holds.
 *
 * @param heap bytes in use after a collection
 * @param direct bytes of direct buffers that the JVM knows of
 * @param resident bytes that the kernel says it has; 0 where there is no {@code /proc}
 */
record Footprint(long heap, long direct, long resident) {
    /** Collects garbage, and returns what is left. */
    static Footprint now() throws IOException {
        System.gc();
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        Runtime runtime = Runtime.getRuntime();
        return new Footprint(runtime.totalMemory() - runtime.freeMemory(), direct, residentNow());
    }

    private static long residentNow() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    static Footprint parse(String line) {
        long[] bytes = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Footprint(bytes[0], bytes[1], bytes[2]);
    }

    String line() {
        return heap + " " + direct + " " + resident;
    }

    /** Returns how much more it is than {@code before}. */
    Footprint since(Footprint before) {
        return new Footprint(heap - before.heap, direct - before.direct, resident - before.resident);
    }

    /** Returns the part of it that each of {@code count} equal things holds. */
    Footprint each(int count) {
        return new Footprint(heap / count, direct / count, resident / count);
    }

    /** Returns the bytes that the JVM accounts for, heap and direct buffers. */
    long known() {
        return heap + direct;
    }
}
