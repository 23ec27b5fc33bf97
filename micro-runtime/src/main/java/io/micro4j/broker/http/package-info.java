/**
 * go-micro's default broker, which has no server: who subscribes says so in the registry, and who publishes posts to them.
 *
 * <p>Start with {@link io.micro4j.broker.http.HttpBroker}. It is safe for use by many threads.
 */
@NullMarked
package io.micro4j.broker.http;

import org.jspecify.annotations.NullMarked;
