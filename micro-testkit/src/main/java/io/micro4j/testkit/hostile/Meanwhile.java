package io.micro4j.testkit.hostile;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks now and then at the memory that is held while an attack goes on, until it is closed. */
final class Meanwhile implements AutoCloseable {
    private static final long FIRST_MILLIS = 100;
    private static final long APART_MILLIS = 500;

    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<Void> looks;

    /** Begins; what is held is compared with {@code before}. */
    Meanwhile(Footprint before, LongSupplier direct) {
        looks = CompletableFuture.runAsync(() -> look(before, direct), task -> new Thread(task, "meanwhile").start());
    }

    private void look(Footprint before, LongSupplier direct) {
        try {
            for (long wait = FIRST_MILLIS; !over.await(wait, TimeUnit.MILLISECONDS); wait = APART_MILLIS) {
                Footprint.now(direct.getAsLong()).assertBoundedMeanwhile(before);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    /** Ends. Throws what the first look threw that found too much. */
    void assertBounded() {
        over.countDown();
        looks.join();
    }

    @Override
    public void close() {
        over.countDown();
    }
}
