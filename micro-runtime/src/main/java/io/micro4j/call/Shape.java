package io.micro4j.call;

/** How many messages go each way in a call. */
public enum Shape {
    /** One request, one reply. */
    UNARY(false, false),
    /** One request, any number of replies. */
    SERVER_STREAM(false, true),
    /** Any number of requests, one reply. */
    CLIENT_STREAM(true, false),
    /** Any number of requests and of replies. */
    BIDI_STREAM(true, true);

    private final boolean streamsRequests;
    private final boolean streamsReplies;

    Shape(boolean streamsRequests, boolean streamsReplies) {
        this.streamsRequests = streamsRequests;
        this.streamsReplies = streamsReplies;
    }

    /** Returns whether the client sends any number of messages instead of one. */
    public boolean streamsRequests() {
        return streamsRequests;
    }

    /** Returns whether the server sends any number of messages instead of one. */
    public boolean streamsReplies() {
        return streamsReplies;
    }
}
