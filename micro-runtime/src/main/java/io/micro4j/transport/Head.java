package io.micro4j.transport;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;

/**
 * What a call says before its first message. Immutable.
 *
 * @param service the name under which the client looked: {@code greeter}. Servers do not check it
 * @param endpoint what is called: {@code Greeter.Hello}, or as the client wrote it
 * @param contentType how the messages are written: {@code application/protobuf}
 * @param timeoutNanos how long the caller still waits, in nanoseconds; 0 if it did not say
 * @param metadata what travels with the call; never the wire's own words
 */
public record Head(String service, String endpoint, String contentType, long timeoutNanos, Metadata metadata) {
    /** The key under which the head of an event has its topic; an event calls no endpoint. */
    public static final String TOPIC = "Micro-Topic";

    public Head {
        requireNonNull(service, "service");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(contentType, "contentType");
        requireNonNull(metadata, "metadata");
    }

    /** Returns whether this is the head of an event: of a message under a topic, which its metadata names, and not of a call. */
    public boolean isEvent() {
        return endpoint.isEmpty() && metadata.get(TOPIC) != null;
    }

    /** Returns this head with another time limit. */
    public Head withTimeoutNanos(long timeoutNanos) {
        return new Head(service, endpoint, contentType, timeoutNanos, metadata);
    }

    /** Returns this head for messages that are written as {@code contentType}. */
    public Head withContentType(String contentType) {
        return new Head(service, endpoint, contentType, timeoutNanos, metadata);
    }

    /** Returns this head with other metadata. */
    public Head withMetadata(Metadata metadata) {
        return new Head(service, endpoint, contentType, timeoutNanos, metadata);
    }
}
