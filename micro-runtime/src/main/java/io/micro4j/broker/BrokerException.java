package io.micro4j.broker;

import org.jspecify.annotations.Nullable;

/** An event that was not delivered, or a broker that cannot be reached or refuses. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be done with which topic, and why. */
    public BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
