package io.micro4j.transport.grpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.call.Metadata;
import io.micro4j.transport.Head;
import io.micro4j.transport.http2.HeaderList;
import io.micro4j.transport.http2.HeaderText;
import io.micro4j.transport.http2.HpackEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a request says in its headers: any text can be read, and what is read can be said again. */
final class HeadFuzzTest {
    /** Each line is a header. */
    @FuzzTest(maxDuration = "15s")
    void saysAgainWhatItRead(byte[] lines) {
        Words words = new Words();
        HeaderList headers = HeaderText.read(lines);
        Head head = words.head(headers);
        if (!words.head(headers).equals(head)) {
            throw new AssertionError("Read again, it is " + words.head(headers) + ", and was " + head);
        }
        assertTimeout(head.timeoutNanos());
        assertMetadata(head.metadata());
    }

    private static void assertTimeout(long nanos) {
        if (nanos < -1 || nanos > Long.MAX_VALUE / 2) {
            throw new AssertionError("A timeout of " + nanos + " ns");
        }
        if (nanos > 0 && nanos < Timeout.MOST) {
            long again = Timeout.read(Timeout.write(nanos));
            if (again < nanos || again > nanos + nanos / 10_000 + 1_000_000) {
                throw new AssertionError(nanos + " ns are written as " + again + " ns");
            }
        }
    }

    private static void assertMetadata(Metadata metadata) {
        HeaderList written = HeaderText.written(block -> Words.metadata(block, metadata));
        long bytes = 0;
        for (int i = 0; i < written.size(); i++) {
            bytes += written.name(i).length()
                    + written.value(i).getBytes(StandardCharsets.UTF_8).length
                    + HeaderList.OVERHEAD;
        }
        if (bytes > Words.most(metadata)) {
            throw new AssertionError(bytes + " bytes are written, and " + Words.most(metadata) + " was the most");
        }
        Map<String, String> again = Words.metadata(written).toMap();
        Set<String> names = new HashSet<>(metadata.toMap().keySet());
        names.removeIf(name -> !HpackEncoder.isName(name)); // which the rules of HTTP/2 refuse before
        if (!again.keySet().equals(names)) {
            throw new AssertionError(metadata.toMap() + " is written as " + again);
        }
        again.forEach((name, value) -> {
            if (!bare(value).equals(bare(String.valueOf(metadata.get(name))))) {
                throw new AssertionError(name + ": " + metadata.get(name) + " is written as " + value);
            }
            if (!name.equals(name.toLowerCase(Locale.ROOT)) || name.startsWith("grpc-")) {
                throw new AssertionError(name + " is no name of the application's");
            }
        });
    }

    /** Returns {@code value} without what may change on the way: spaces, and what is written as one. */
    private static String bare(String value) {
        return value.chars()
                .filter(c -> c > ' ' && c != 0x7f && !Character.isWhitespace(c))
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
