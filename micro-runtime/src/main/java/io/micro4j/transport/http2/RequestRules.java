package io.micro4j.transport.http2;

import org.jspecify.annotations.Nullable;

/** What the headers of a message may say: RFC 9113, sections 8.2 and 8.3. */
final class RequestRules {
    private static final String MALFORMED = "a header has no name, or characters that none may have";

    private RequestRules() {}

    /** Returns what is wrong with the headers of a request, or null. */
    static @Nullable String request(HeaderList headers) {
        if (headers.isMalformed()) {
            return MALFORMED;
        }
        boolean method = false;
        boolean scheme = false;
        boolean path = false;
        boolean authority = false;
        boolean regular = false;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.charAt(0) != ':') {
                regular = true;
                continue;
            }
            boolean again;
            switch (name) {
                case ":method" -> {
                    again = method;
                    method = true;
                }
                case ":scheme" -> {
                    again = scheme;
                    scheme = true;
                }
                case ":path" -> {
                    again = path || headers.value(i).isEmpty();
                    path = true;
                }
                case ":authority" -> {
                    again = authority;
                    authority = true;
                }
                default -> again = true;
            }
            if (again || regular) {
                return name + " is empty, comes twice, comes late, or is none of a request's";
            }
        }
        return method && scheme && path ? regular(headers) : "a request needs :method, :scheme and :path";
    }

    /** Returns what is wrong with the headers of a response, or null. */
    static @Nullable String response(HeaderList headers) {
        if (headers.isMalformed()) {
            return MALFORMED;
        }
        if (headers.size() == 0 || !headers.name(0).equals(":status")) {
            return "a response begins with :status";
        }
        for (int i = 1; i < headers.size(); i++) {
            if (headers.name(i).charAt(0) == ':') {
                return headers.name(i) + " comes twice, comes late, or is none of a response's";
            }
        }
        return regular(headers);
    }

    /** Returns what is wrong with trailers, or null. */
    static @Nullable String trailers(HeaderList headers) {
        if (headers.isMalformed()) {
            return MALFORMED;
        }
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).charAt(0) == ':') {
                return headers.name(i) + " is no trailer";
            }
        }
        return regular(headers);
    }

    /** Returns the length that is announced; -1 if none is, -2 if it is no number. */
    static long contentLength(HeaderList headers) {
        String text = headers.get("content-length");
        if (text == null) {
            return -1;
        }
        long length = text.isEmpty() ? -2 : 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || length > Long.MAX_VALUE / 100) {
                return -2;
            }
            length = length * 10 + digit;
        }
        return length;
    }

    private static @Nullable String regular(HeaderList headers) {
        for (int i = 0; i < headers.size(); i++) {
            switch (headers.name(i)) {
                case "connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade" -> {
                    return headers.name(i) + " is for HTTP/1.1";
                }
                case "te" -> {
                    if (!headers.value(i).equals("trailers")) {
                        return "te may only be trailers";
                    }
                }
                default -> {
                    // the application's
                }
            }
        }
        return null;
    }
}
