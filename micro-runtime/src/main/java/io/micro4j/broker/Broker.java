package io.micro4j.broker;

/**
 * Carries events from those who publish under a topic to those who subscribed to it.
 *
 * <p>Of subscriptions with one {@link SubscribeOptions#queue}, one gets an event; a subscription without a queue gets every event. Whoever subscribes
 * gets what is published from then on, and nothing older.
 *
 * <p>Safe for use by many threads. Publishing and closing may block; neither is for an I/O thread.
 */
public interface Broker extends AutoCloseable {
    /** Returns the name it is chosen by: {@code http}. */
    String name();

    /**
     * Returns where this process receives, or where the broker is; empty if there is no such place, or not yet.
     *
     * @return {@code host:port}, or as the broker writes it
     */
    String address();

    /**
     * Opens what publishing and subscribing would open at their first use. Connecting twice is allowed.
     *
     * @throws BrokerException if that cannot be done
     */
    void connect();

    /**
     * Publishes {@code event}. Once this returns, each queue and each subscription without one that the broker knew of has handled it, or it is in
     * their dead-letter topic; a broker that promises less says so. An event may be handled more than once.
     *
     * @throws BrokerException if nobody subscribes to the topic, or if it could not be delivered to all in time; some may have handled it
     */
    void publish(Event event);

    /**
     * Calls {@code handler} with what is published under {@code topic}. Returns once that has begun.
     *
     * @throws BrokerException if the broker cannot be reached, or cannot have a topic of that name
     */
    Subscription subscribe(String topic, SubscribeOptions options, EventHandler handler);

    /** Ends every subscription as {@link Subscription#close} does, then disconnects. Closing twice is allowed. */
    @Override
    void close();
}
