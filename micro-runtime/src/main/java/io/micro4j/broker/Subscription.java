package io.micro4j.broker;

/** A handler's stay with a topic. */
public interface Subscription extends AutoCloseable {
    /** Returns the topic. */
    String topic();

    /**
     * Unsubscribes: takes no more events, waits up to {@link BrokerOptions#drainTime} until those that were taken are handled, then interrupts
     * handlers that still run. Closing twice is allowed; a handler that ends its own subscription does not wait for itself.
     */
    @Override
    void close();
}
