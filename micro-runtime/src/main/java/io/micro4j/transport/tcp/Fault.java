package io.micro4j.transport.tcp;

/** The peer broke the protocol or a limit that was agreed. It is told, and the connection ends. */
final class Fault extends Exception {
    /** None: this side leaves. */
    static final int NONE = 0;

    /** What came makes no sense, or not there. */
    static final int PROTOCOL = 1;

    /** More than was agreed: bytes, calls, entries. */
    static final int LIMIT = 2;

    /** More was sent than there was credit for, or more credit given than can be counted. */
    static final int CREDIT = 3;

    /** It took too long. */
    static final int TIME = 4;

    /** No version is spoken by both. */
    static final int VERSION = 5;

    private static final long serialVersionUID = 1L;

    private final int code;

    private Fault(int code, String what) {
        super(what, null, false, false);
        this.code = code;
    }

    static Fault of(int code, String what) {
        return new Fault(code, what);
    }

    static Fault protocol(String what) {
        return new Fault(PROTOCOL, what);
    }

    static Fault limit(String what) {
        return new Fault(LIMIT, what);
    }

    int code() {
        return code;
    }

    /** Returns what happened. */
    String what() {
        return String.valueOf(getMessage());
    }
}
