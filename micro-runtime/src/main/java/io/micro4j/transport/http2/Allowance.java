package io.micro4j.transport.http2;

import java.util.concurrent.TimeUnit;

/** How often a peer may still do something: so often at once, and so often a second from then on. */
final class Allowance {
    private final int most;
    private final long refillNanos;
    private long left;
    private long since = System.nanoTime();

    Allowance(int most, int perSecond) {
        this.most = most;
        this.left = most;
        this.refillNanos = Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Takes one. Returns whether there was one. */
    boolean take() {
        if (left == 0) {
            long now = System.nanoTime();
            long more = (now - since) / refillNanos;
            left = Math.min(most, more);
            since = more < most ? since + more * refillNanos : now;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** Gives back {@code some}, if as many are gone. */
    void earn(int some) {
        left = Math.min(most, left + some);
    }
}
