package io.micro4j.transport.http;

import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.net.Loop;

/** What the connections of one loop write frames with, one at a time. */
record FrameWriter(MessageWriter messages, Headers headers) {
    static FrameWriter of(Loop loop) {
        return loop.shared(FrameWriter.class, () -> new FrameWriter(new MessageWriter(), new Headers()));
    }

    /** Returns headers for whoever writes next. */
    Headers emptyHeaders() {
        headers.clear();
        return headers;
    }
}
