package io.micro4j.codegen;

/** How many messages go each way in one call. */
public enum Shape {
    /** One request, one reply. */
    UNARY("unary"),
    /** One request, any number of replies. */
    SERVER_STREAM("serverStream"),
    /** Any number of requests, one reply. */
    CLIENT_STREAM("clientStream"),
    /** Any number of each. */
    BIDI_STREAM("bidiStream");

    private final String verb;

    Shape(String verb) {
        this.verb = verb;
    }

    /** Returns the shape in which requests, replies, both or none are streams. */
    public static Shape of(boolean requestsAreStream, boolean repliesAreStream) {
        if (requestsAreStream) {
            return repliesAreStream ? BIDI_STREAM : CLIENT_STREAM;
        }
        return repliesAreStream ? SERVER_STREAM : UNARY;
    }

    /** Returns the method of {@code Caller}, {@code Routes} and {@code Endpoint} that stands for this shape. */
    public String verb() {
        return verb;
    }

    /** Tells whether a call takes exactly one request. */
    public boolean takesOneRequest() {
        return this == UNARY || this == SERVER_STREAM;
    }

    /** Tells whether a call gives exactly one reply. */
    public boolean givesOneReply() {
        return this == UNARY || this == CLIENT_STREAM;
    }
}
