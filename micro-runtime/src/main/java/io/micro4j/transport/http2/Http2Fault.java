package io.micro4j.transport.http2;

/** What a peer did that it may not: the end of one stream, or of the connection. */
final class Http2Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final int stream;

    private Http2Fault(int code, int stream, String what) {
        super(what, null, false, false);
        this.code = code;
        this.stream = stream;
    }

    static Http2Fault ofConnection(int code, String what) {
        return new Http2Fault(code, 0, what);
    }

    static Http2Fault ofStream(int code, int stream, String what) {
        return new Http2Fault(code, stream, what);
    }

    int code() {
        return code;
    }

    /** Returns the stream that ends; 0 for the whole connection. */
    int stream() {
        return stream;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
