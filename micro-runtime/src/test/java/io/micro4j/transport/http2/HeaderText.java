package io.micro4j.transport.http2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.transport.net.StringCache;
import java.util.function.Consumer;

/** Makes headers of text, and headers again of what is written of them, as a peer gets them. */
public final class HeaderText {
    private static final int MOST = 1024 * 1024;

    private HeaderText() {}

    /** Returns the headers that {@code bytes} say, a line each: {@code name: value}. What HTTP/2 does not let through is left out. */
    public static HeaderList read(byte[] bytes) {
        HeaderList headers = new HeaderList(MOST, MOST);
        for (int from = 0, to; from < bytes.length; from = to + 1) {
            to = indexOf('\n', bytes, from, bytes.length);
            int colon = indexOf(':', bytes, Math.min(from + 1, to), to);
            int value = colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, to);
            if (Characters.isName(bytes, from, colon) && Characters.isValue(bytes, value, to)) {
                headers.add(
                        new String(bytes, from, colon - from, UTF_8), new String(bytes, value, to - value, UTF_8), 0);
            }
        }
        return headers;
    }

    /** Returns the headers that {@code writer} writes. */
    public static HeaderList written(Consumer<HpackEncoder> writer) {
        HpackEncoder block = new HpackEncoder().begin();
        writer.accept(block);
        HeaderList headers = new HeaderList(MOST, MOST);
        try {
            new HpackDecoder(new StringCache()).decode(block.bytes(), 0, block.size(), headers);
        } catch (Http2Fault fault) {
            throw new AssertionError("What was written cannot be read: " + fault.what(), fault);
        }
        if (headers.isMalformed()) {
            throw new AssertionError("What was written is malformed");
        }
        return headers;
    }

    private static int indexOf(char wanted, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
