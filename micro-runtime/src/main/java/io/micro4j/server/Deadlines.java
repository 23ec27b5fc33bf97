package io.micro4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells calls that their time is over, at most 10 ms late.
 *
 * <p>Nearly every call ends long before its deadline, so what has to be cheap is coming and going: that is a link in a list. The lists are looked
 * through every 10 ms, and not at all while they are empty.
 */
final class Deadlines {
    private static final int LISTS = 8;
    private static final long PERIOD_MILLIS = 10;

    private final ScheduledExecutorService scheduler;
    private final LongSupplier clock;
    private final Guarded[] lists = new Guarded[LISTS];
    private final AtomicBoolean looking = new AtomicBoolean();

    Deadlines(ScheduledExecutorService scheduler, LongSupplier clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        for (int i = 0; i < LISTS; i++) {
            lists[i] = new Guarded();
        }
    }

    void add(Timed timed) {
        listOf(timed).add(timed);
        if (!looking.get() && looking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    /** Forgets {@code timed}, if it is there. */
    void remove(Timed timed) {
        listOf(timed).remove(timed);
    }

    private void lookLater() {
        try {
            var unused = scheduler.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            looking.set(false); // every call has ended with the server
        }
    }

    private void look() {
        long now = clock.getAsLong();
        List<Timed> over = new ArrayList<>();
        for (Guarded list : lists) {
            list.takeOver(now, over);
        }
        over.forEach(Timed::expire);
        looking.set(false);
        if (!isEmpty() && looking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private boolean isEmpty() {
        for (Guarded list : lists) {
            if (!list.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Guarded listOf(Timed timed) {
        int hash = System.identityHashCode(timed);
        return lists[(hash ^ (hash >>> 8)) & (LISTS - 1)];
    }

    /** One list, behind a lock that is hardly ever waited for. */
    private static final class Guarded {
        private @Nullable Timed first;

        synchronized void add(Timed timed) {
            Timed next = first;
            timed.after = next;
            if (next != null) {
                next.before = timed;
            }
            first = timed;
            timed.listed = true;
        }

        synchronized void remove(Timed timed) {
            if (timed.listed) {
                unlink(timed);
            }
        }

        synchronized void takeOver(long now, List<Timed> over) {
            for (Timed timed = first; timed != null; ) {
                Timed next = timed.after;
                if (timed.untilNanos() - now <= 0) {
                    unlink(timed);
                    over.add(timed);
                }
                timed = next;
            }
        }

        synchronized boolean isEmpty() {
            return first == null;
        }

        private void unlink(Timed timed) {
            Timed before = timed.before;
            Timed after = timed.after;
            if (before == null) {
                first = after;
            } else {
                before.after = after;
            }
            if (after != null) {
                after.before = before;
            }
            timed.before = null;
            timed.after = null;
            timed.listed = false;
        }
    }
}
