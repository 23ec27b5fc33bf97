package io.micro4j.testkit.hostile;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process holds.
 *
 * @param heap bytes of the heap that are in use after a collection
 * @param direct bytes outside of it
 * @param files open file descriptors; 0 where the system does not say
 */
record Footprint(long heap, long direct, int threads, long files) {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long MORE_HEAP = 32 * MEGABYTE;
    private static final long MORE_DIRECT = 32 * MEGABYTE;
    private static final int MORE_THREADS = 16;
    private static final int MORE_FILES = 16;

    static Footprint now(long direct) {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                direct,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0);
    }

    /** Fails if this holds more than {@code before} did, but for what may come and go. */
    void assertBounded(Footprint before) {
        boolean bounded = heap <= before.heap + MORE_HEAP
                && direct <= before.direct + MORE_DIRECT
                && threads <= before.threads + MORE_THREADS
                && files <= before.files + MORE_FILES;
        if (!bounded) {
            throw new AssertionError("The server keeps what it was made to take: " + this + ", and before " + before);
        }
    }
}
