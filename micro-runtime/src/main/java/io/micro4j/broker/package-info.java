/**
 * Messages under a topic, from those who publish to those who subscribed.
 *
 * <p>Start with {@link io.micro4j.broker.Broker}; users publish through {@code Client.publish} and subscribe through {@code Server.subscribe}. Those
 * who write a broker have {@link io.micro4j.broker.Delivery} for the receiving side and {@link io.micro4j.broker.Fanout} for the sending one.
 * Brokers are safe for use by many threads.
 */
@NullMarked
package io.micro4j.broker;

import org.jspecify.annotations.NullMarked;
