package io.micro4j.transport;

import org.jspecify.annotations.Nullable;

/** A transport that cannot listen or that cannot be opened. Calls that fail end with {@link io.micro4j.call.MicroException} instead. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was asked of which transport, why it failed, and what to do. */
    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
