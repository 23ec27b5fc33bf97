package io.micro4j.codec;

import org.jspecify.annotations.Nullable;

/** A message that cannot be written or read. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what cannot be written or read, and why. */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Says what cannot be written or read, and why. */
    public CodecException(String message) {
        super(message);
    }
}
