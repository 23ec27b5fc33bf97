package io.micro4j.protoc;

/** What was asked for cannot be generated; the message says why and what to do. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
