package io.micro4j.broker;

/** Stands in for the runtime's type. */
public record SubscribeOptions() {
    public static final SubscribeOptions DEFAULT = new SubscribeOptions();

    public SubscribeOptions withQueue(String queue) {
        return this;
    }

    public SubscribeOptions withConcurrency(int concurrency) {
        return this;
    }

    public SubscribeOptions withQueued(int queued) {
        return this;
    }

    public SubscribeOptions withRetries(int retries) {
        return this;
    }

    public SubscribeOptions withDeadLetterTopic(String deadLetterTopic) {
        return this;
    }
}
