package io.micro4j.broker;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;

/**
 * A message under a topic. Immutable; nobody may change its bytes.
 *
 * @param topic what it is published under
 * @param headers what travels with it, {@value #TOPIC} among them; names are kept as they are written
 * @param body the message, written as the header {@code Content-Type} says
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Event(String topic, Metadata headers, byte[] body) {
    /** The header that repeats the topic: go-micro's subscribers look for it. */
    public static final String TOPIC = "Micro-Topic";
    /** The header with what tells an event from all others. */
    public static final String ID = "Micro-ID";
    /** The header that says how the body is written. */
    public static final String CONTENT_TYPE = "Content-Type";
    /** On an event in a dead-letter topic: the topic that it was published under. */
    public static final String DEAD_TOPIC = "Micro-Dead-Topic";
    /** On an event in a dead-letter topic: how its handler failed, for a person. */
    public static final String DEAD_REASON = "Micro-Dead-Reason";

    public Event {
        requireNonNull(body, "body");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("An event needs a topic, as orders.placed");
        }
        if (!topic.equals(headers.get(TOPIC))) {
            headers = headers.with(TOPIC, topic);
        }
    }

    /** Returns what tells this event from all others; empty if its publisher did not say. */
    public String id() {
        return headers.find(ID).orElse("");
    }

    /** Shows neither the body nor the values of headers: both may be secret. */
    @Override
    public String toString() {
        return "Event[" + topic + " " + id() + ", " + body.length + " bytes]";
    }
}
