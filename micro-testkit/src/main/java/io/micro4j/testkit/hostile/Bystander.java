package io.micro4j.testkit.hostile;

import java.util.concurrent.CompletableFuture;

/** A client that has nothing to do with the attack: makes one call after the other, over a connection of its own, until it is closed. */
final class Bystander implements AutoCloseable {
    private final CompletableFuture<Void> calls;
    private volatile boolean over;

    /** Begins, with one call at least. */
    Bystander(Runnable call) {
        calls = CompletableFuture.runAsync(() -> repeat(call), task -> new Thread(task, "bystander").start());
    }

    private void repeat(Runnable call) {
        do {
            call.run();
        } while (!over);
    }

    /** Ends, once the call is answered that goes on. Throws what the first call threw that was not. */
    void assertUnharmed() {
        over = true;
        calls.join();
    }

    @Override
    public void close() {
        over = true;
    }
}
