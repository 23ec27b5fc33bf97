package io.micro4j.broker;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * How events reach a handler. Immutable.
 *
 * @param queue of all subscriptions with one queue, one gets an event; empty for a subscription that gets every event
 * @param concurrency how many events may be handled at once; with 1, they are handled in the order in which they came
 * @param queued how many events may wait for that; publishers of more have to wait, or find another subscriber of the queue
 * @param retries how often an event is handled again whose handler failed
 * @param retryDelay how long to wait before the first retry; twice as long before each further one, up to a minute
 * @param deadLetterTopic where an event goes that could not be handled; empty for nowhere: its publisher is told that it failed
 * @param errorHandler hears of each time that the handler failed
 */
public record SubscribeOptions(
        String queue,
        int concurrency,
        int queued,
        int retries,
        Duration retryDelay,
        String deadLetterTopic,
        ErrorHandler errorHandler) {
    /** No queue, one event at a time, 1,000 waiting, 3 retries after 100, 200 and 400 ms, no dead-letter topic, failures on the log. */
    public static final SubscribeOptions DEFAULT =
            new SubscribeOptions("", 1, 1_000, 3, Duration.ofMillis(100), "", SubscribeOptions::log);

    public SubscribeOptions {
        requireNonNull(queue, "queue");
        requireNonNull(deadLetterTopic, "deadLetterTopic");
        requireNonNull(errorHandler, "errorHandler");
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is " + concurrency + "; it must be at least 1");
        }
        if (queued < 0) {
            throw new IllegalArgumentException("queued is " + queued + "; use 0 for no event that waits");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("retries is " + retries + "; use 0 to turn retries off");
        }
        if (requireNonNull(retryDelay, "retryDelay").isNegative()) {
            throw new IllegalArgumentException("retryDelay is " + retryDelay + "; use Duration.ZERO for no delay");
        }
    }

    /** Returns these options with another queue; empty for none. */
    public SubscribeOptions withQueue(String queue) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /** Returns these options with another number of events at once. */
    public SubscribeOptions withConcurrency(int concurrency) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /** Returns these options with another number of events that may wait. */
    public SubscribeOptions withQueued(int queued) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /** Returns these options with another number of retries; 0 for none. */
    public SubscribeOptions withRetries(int retries) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /** Returns these options with another time before the first retry. */
    public SubscribeOptions withRetryDelay(Duration retryDelay) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /** Returns these options with another dead-letter topic; empty for none. */
    public SubscribeOptions withDeadLetterTopic(String deadLetterTopic) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /** Returns these options with somebody else to hear of failures. */
    public SubscribeOptions withErrorHandler(ErrorHandler errorHandler) {
        return new SubscribeOptions(queue, concurrency, queued, retries, retryDelay, deadLetterTopic, errorHandler);
    }

    /**
     * Does nothing, unless these options make no sense for a subscription to {@code topic}.
     *
     * @throws IllegalArgumentException if {@code topic} is blank, or its own dead-letter topic
     */
    public void check(String topic) {
        if (topic.isBlank()) {
            throw new IllegalArgumentException("A subscription needs a topic, as orders.placed");
        }
        if (topic.equals(deadLetterTopic)) {
            throw new IllegalArgumentException(
                    topic + " is its own dead-letter topic: what cannot be handled would come back for ever");
        }
    }

    private static void log(Event event, int attempt, Throwable failure) {
        System.getLogger("io.micro4j.broker")
                .log(Level.WARNING, "The handler of " + event + " failed, attempt " + attempt, failure);
    }
}
