package io.micro4j.transport.mucp;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** How many more messages a receiver takes. Given by any thread, taken by one. */
class Demand {
    private static final AtomicIntegerFieldUpdater<Demand> ALLOWED =
            AtomicIntegerFieldUpdater.newUpdater(Demand.class, "allowed");

    private volatile int allowed;

    final void allow(int messages) {
        if (messages <= 0) {
            throw new IllegalArgumentException("request(" + messages + "); ask for at least one message");
        }
        ALLOWED.accumulateAndGet(this, messages, Demand::saturated);
    }

    final boolean isThere() {
        return allowed > 0;
    }

    final void take() {
        if (allowed != Integer.MAX_VALUE) {
            ALLOWED.decrementAndGet(this);
        }
    }

    private static int saturated(int before, int more) {
        int sum = before + more;
        return sum < 0 ? Integer.MAX_VALUE : sum;
    }
}
