package io.micro4j.broker;

import io.micro4j.broker.Receipt.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a broker without a server of its own: brings an event to each group of subscribers, and within a queue to one of them after the
 * other until one has taken it. For those who write such a broker.
 */
public final class Fanout {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private Fanout() {}

    /** One subscriber. */
    @FunctionalInterface
    public interface Target {
        /** Brings {@code event} to it; the future never fails. */
        CompletableFuture<Receipt> deliver(Event event);
    }

    /**
     * Those of whom one is to get an event.
     *
     * @param queue their queue; empty for one subscriber that has none
     * @param members gives those who are there now, in any order
     */
    public record Group(String queue, Supplier<List<Target>> members) {}

    /**
     * Brings {@code event} to one of each group, and returns once all have handled it. Waits for those that are full, and for a queue none of whose
     * members can be reached. A subscriber without a queue that cannot be reached has left: nothing is kept for it.
     *
     * @throws BrokerException if nobody is there, or one failed for good, or {@code timeout} is over
     */
    public static void publish(Event event, List<Group> groups, Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        List<Sending> sendings =
                groups.stream().map(group -> new Sending(event, group)).toList();
        List<Receipt> failures = new ArrayList<>();
        List<Receipt> gone = new ArrayList<>();
        int handled = 0;
        for (Sending sending : sendings) {
            Receipt receipt = sending.await(until, timeout);
            switch (receipt.result()) {
                case HANDLED -> handled++;
                case GONE -> gone.add(receipt); // as if it had never been there
                default -> failures.add(receipt);
            }
        }
        if (!failures.isEmpty()) {
            throw new BrokerException(
                    event + " was not handled by " + failures.size() + " of " + (handled + failures.size())
                            + " subscribers: " + failures.get(0).detail(),
                    failures.get(0).cause());
        }
        if (handled == 0) {
            throw nobody(event, gone);
        }
    }

    private static BrokerException nobody(Event event, List<Receipt> gone) {
        String why = gone.isEmpty()
                ? "no subscriber of \"" + event.topic() + "\" is known"
                : "nobody is there any more who subscribed to \"" + event.topic() + "\" ("
                        + gone.get(0).detail() + ")";
        return new BrokerException(
                event + " reached nobody: " + why + ". Start one first, or publish under the topic that it names",
                gone.isEmpty() ? null : gone.get(0).cause());
    }

    /** The way of an event to one group. For one thread. */
    private static final class Sending {
        private final Event event;
        private final Group group;
        private final Deque<Target> round = new ArrayDeque<>();
        private CompletableFuture<Receipt> current =
                CompletableFuture.completedFuture(Receipt.of(Result.BUSY, "nobody was asked yet"));

        Sending(Event event, Group group) {
            this.event = event;
            this.group = group;
            begin();
        }

        /** Returns what became of the event in the end: not {@link Result#BUSY}. */
        Receipt await(long until, Duration timeout) {
            long pause = FIRST_PAUSE;
            @Nullable Receipt last = null;
            while (true) {
                Receipt receipt = result(until);
                if (receipt == null) {
                    return Receipt.of(
                            Result.UNKNOWN,
                            who() + " did not handle it within " + timeout.toMillis() + " ms"
                                    + (last == null ? "" : ": " + last.detail()));
                } else if (isLast(receipt)) {
                    return receipt.result() == Result.UNREACHABLE
                            ? new Receipt(Result.GONE, receipt.detail(), receipt.cause())
                            : receipt;
                }
                last = receipt;
                if (!round.isEmpty()) {
                    next();
                } else {
                    pause(Math.min(pause, until - System.nanoTime()));
                    pause = Math.min(LONGEST_PAUSE, 2 * pause);
                    if (!begin()) {
                        return Receipt.of(Result.GONE, who() + " has left");
                    }
                }
            }
        }

        private boolean begin() {
            List<Target> members = new ArrayList<>(group.members().get());
            Collections.shuffle(members, ThreadLocalRandom.current());
            round.addAll(members);
            if (round.isEmpty()) {
                current = CompletableFuture.completedFuture(Receipt.of(Result.GONE, who() + " has left"));
                return false;
            }
            next();
            return true;
        }

        private void next() {
            current = round.remove().deliver(event);
        }

        private boolean isLast(Receipt receipt) {
            return switch (receipt.result()) {
                case HANDLED, FAILED -> true;
                case GONE, UNREACHABLE -> group.queue().isEmpty();
                case BUSY, UNKNOWN -> false;
            };
        }

        private String who() {
            return group.queue().isEmpty() ? "a subscriber" : "queue " + group.queue();
        }

        /** Returns null if the time is over. */
        private @Nullable Receipt result(long until) {
            try {
                return current.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                return new Receipt(Result.FAILED, who() + ": " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private void pause(long nanos) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private BrokerException interrupted(InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BrokerException(
                    "Interrupted while " + event + " was on its way to " + who() + ", which may have handled it", e);
        }
    }
}
