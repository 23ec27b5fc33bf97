/** Publish and subscribe between processes. Start with {@link io.micro4j.integration.broker.BrokerPageTest}. */
@NullMarked
package io.micro4j.integration.broker;

import org.jspecify.annotations.NullMarked;
