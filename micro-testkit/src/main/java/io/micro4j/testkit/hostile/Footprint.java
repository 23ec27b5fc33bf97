package io.micro4j.testkit.hostile;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

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

    /** An attack's own bytes count too, and what is under way for those who may have it. */
    private static final int TIMES_MEANWHILE = 4;

    static Footprint now(long direct) {
        System.gc();
        return new Footprint(
                heapAfterCollection(),
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

    /** Fails if this, while an attack goes on, holds more memory than {@code before}, but for a multiple of what may come and go. */
    void assertBoundedMeanwhile(Footprint before) {
        boolean bounded = heap <= before.heap + TIMES_MEANWHILE * MORE_HEAP
                && direct <= before.direct + TIMES_MEANWHILE * MORE_DIRECT;
        if (!bounded) {
            throw new AssertionError(
                    "The server takes what it is made to take: " + this + " meanwhile, and before " + before);
        }
    }

    /** Returns what the last collection left, which what was allocated since does not blur; where that is not known, what is in use. */
    private static long heapAfterCollection() {
        GcInfo last = null;
        for (GarbageCollectorMXBean collector : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
            GcInfo info = collector.getLastGcInfo();
            if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
                last = info;
            }
        }
        if (last == null) {
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = last.getMemoryUsageAfterGc().get(pool.getName());
            if (pool.getType() == MemoryType.HEAP && after != null) {
                used += after.getUsed();
            }
        }
        return used;
    }
}
