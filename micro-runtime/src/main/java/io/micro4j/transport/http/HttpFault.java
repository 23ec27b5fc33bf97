package io.micro4j.transport.http;

/** What came in is no HTTP/1.1, or more of it than is allowed. Has no stack trace: it is made of what strangers send. */
final class HttpFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpFault(int status, String what) {
        super(what, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Returns what is wrong, as a clause. */
    String what() {
        return String.valueOf(getMessage());
    }

    static HttpFault bad(String what) {
        return new HttpFault(400, what);
    }
}
