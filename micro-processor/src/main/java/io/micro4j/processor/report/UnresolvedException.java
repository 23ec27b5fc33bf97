package io.micro4j.processor.report;

/** A type that is not there, or not yet: another processor may make it in this round. If none does, javac says so itself. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names the type. */
    public UnresolvedException(String type) {
        super(type, null, false, false);
    }
}
