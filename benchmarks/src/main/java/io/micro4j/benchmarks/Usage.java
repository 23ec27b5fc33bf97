package io.micro4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a process has used.
 *
 * @param cpu nanoseconds of CPU time
 * @param bytes allocated by its threads
 * @param compiling milliseconds that the JIT compiler worked
 */
record Usage(long cpu, long bytes, long compiling) {
    static final Usage NONE = new Usage(0, 0, 0);

    /** Returns what this process has used until now. */
    static Usage now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Usage(
                system.getProcessCpuTime(),
                allocated(ManagementFactory.getPlatformMXBean(ThreadMXBean.class)),
                ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
    }

    /** Counts ended threads too where the JDK can (from 21 on), and those that live elsewhere. */
    private static long allocated(ThreadMXBean threads) {
        try {
            return (long)
                    ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(threads);
        } catch (ReflectiveOperationException olderJdk) {
            return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                    .filter(bytes -> bytes > 0)
                    .sum();
        }
    }

    /** Returns the usage that {@link #line} wrote. */
    static Usage parse(String line) {
        String[] words = line.split(" ");
        return new Usage(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    String line() {
        return cpu + " " + bytes + " " + compiling;
    }

    Usage since(Usage before) {
        return new Usage(cpu - before.cpu, bytes - before.bytes, compiling - before.compiling);
    }

    Usage plus(Usage other) {
        return new Usage(cpu + other.cpu, bytes + other.bytes, compiling + other.compiling);
    }
}
