package io.micro4j.broker.http;

import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import java.util.List;

/**
 * Where a subscription receives, and what of that is in the registry. Immutable.
 *
 * @param queue empty for none
 */
record Place(String queue, Node node) {
    /** The service that every subscription registers as. */
    static final String SERVICE = "micro.http.broker";

    private static final String BROADCAST = "ff.http.broadcast";
    private static final String BROKER = "broker";
    private static final String TOPIC = "topic";
    private static final String SECURE = "secure";

    static Place of(String topic, String queue, String id, String address, boolean secure) {
        return new Place(
                queue,
                new Node(
                        id,
                        address,
                        Metadata.of(BROKER, "http").with(TOPIC, topic).with(SECURE, String.valueOf(secure))));
    }

    static Place of(String version, Node node) {
        return new Place(queue(version), node);
    }

    /** Returns the queue whose subscriptions register with {@code version}. */
    static String queue(String version) {
        return version.equals(BROADCAST) ? "" : version;
    }

    ServiceEntry entry() {
        return new ServiceEntry(SERVICE, queue.isEmpty() ? BROADCAST : queue, Metadata.EMPTY, List.of(), List.of(node));
    }

    boolean takes(String topic) {
        return topic.equals(node.says(TOPIC)) && "http".equals(node.says(BROKER));
    }

    boolean isSecure() {
        return "true".equals(node.says(SECURE));
    }
}
