package io.micro4j.registry;

import org.jspecify.annotations.Nullable;

/** A registry that cannot be reached, or that refuses. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was asked of which registry, and why it failed. */
    public RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
