package io.micro4j.transport.http2;

/** The headers that every connection knows: RFC 7541, appendix A. */
final class StaticTable {
    static final int COUNT = 61;

    private static final String[] PAIRS = {
        ":authority", "", ":method", "GET", ":method", "POST", ":path", "/", ":path", "/index.html", ":scheme", "http",
        ":scheme", "https", ":status", "200", ":status", "204", ":status", "206", ":status", "304", ":status", "400",
        ":status", "404", ":status", "500", "accept-charset", "", "accept-encoding", "gzip, deflate",
        "accept-language", "", "accept-ranges", "", "accept", "", "access-control-allow-origin", "", "age", "",
        "allow", "", "authorization", "", "cache-control", "", "content-disposition", "", "content-encoding", "",
        "content-language", "", "content-length", "", "content-location", "", "content-range", "", "content-type", "",
        "cookie", "", "date", "", "etag", "", "expect", "", "expires", "", "from", "", "host", "", "if-match", "",
        "if-modified-since", "", "if-none-match", "", "if-range", "", "if-unmodified-since", "", "last-modified", "",
        "link", "", "location", "", "max-forwards", "", "proxy-authenticate", "", "proxy-authorization", "", "range",
        "", "referer", "", "refresh", "", "retry-after", "", "server", "", "set-cookie", "",
        "strict-transport-security", "", "transfer-encoding", "", "user-agent", "", "vary", "", "via", "",
        "www-authenticate", ""
    };

    private StaticTable() {}

    /** Returns the name of entry {@code index}, from 1. */
    static String name(int index) {
        return PAIRS[2 * index - 2];
    }

    /** Returns the value of entry {@code index}, from 1. */
    static String value(int index) {
        return PAIRS[2 * index - 1];
    }
}
