package io.micro4j.transport.http;

import io.micro4j.transport.TransportOptions;

/** How large the parts of one message may be, in bytes and in numbers. */
record Limits(int headBytes, int headers, int bodyBytes) {
    static Limits of(TransportOptions options) {
        return new Limits(options.maxHeaderBytes(), options.maxHeaders(), options.maxMessageBytes());
    }
}
