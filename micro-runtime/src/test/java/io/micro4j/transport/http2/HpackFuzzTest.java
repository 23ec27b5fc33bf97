package io.micro4j.transport.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.net.StringCache;
import java.util.ArrayList;
import java.util.List;

/** Compressed headers: each block either is refused as a whole, or says what can be said again. */
final class HpackFuzzTest {
    private static final int MOST_BYTES = 4_096;
    private static final int MOST_HEADERS = 16;

    /** Each block is one byte, its length, and what follows; the table goes on from one to the next. */
    @FuzzTest(maxDuration = "15s")
    void readsBlocksWithinItsLimits(byte[] bytes) {
        HpackDecoder decoder = new HpackDecoder(new StringCache());
        HpackEncoder encoder = new HpackEncoder();
        HpackDecoder again = new HpackDecoder(new StringCache());
        HeaderList headers = new HeaderList(MOST_BYTES, MOST_HEADERS);
        try {
            for (int from = 0, to; from < bytes.length; from = to) {
                to = Math.min(bytes.length, from + 1 + (bytes[from] & 0xff));
                headers.clear();
                decoder.decode(bytes, from + 1, to, headers);
                List<String> read = read(headers);
                if (read.size() > 2 * MOST_HEADERS || String.join("", read).length() > MOST_BYTES) {
                    throw new AssertionError("More is read than is allowed: " + read);
                }
                if (!headers.isTooLarge() && !headers.isMalformed()) {
                    encoder.begin();
                    for (int i = 0; i < headers.size(); i++) {
                        encoder.repeated(headers.name(i), headers.value(i));
                    }
                    HeaderList repeated = new HeaderList(Integer.MAX_VALUE, MOST_HEADERS);
                    again.decode(encoder.bytes(), 0, encoder.size(), repeated);
                    if (!read(repeated).equals(printable(read))) {
                        throw new AssertionError(read + " is written as " + read(repeated));
                    }
                }
            }
        } catch (Http2Fault fault) {
            if (fault.code() != ErrorCode.COMPRESSION_ERROR || fault.stream() != 0) {
                throw new AssertionError("Refused with " + ErrorCode.name(fault.code()) + ": " + fault.what());
            }
        }
    }

    /** Returns {@code texts} as the encoder writes them, which knows no control characters. */
    private static List<String> printable(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", " "))
                .toList();
    }

    private static List<String> read(HeaderList headers) {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            read.add(headers.name(i));
            read.add(headers.value(i));
        }
        return read;
    }
}
