package io.micro4j.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micro4j.transport.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a parser makes of bytes: it must not depend on the pieces in which they come, nor be more than the limits allow. */
final class Parsing {
    static final Limits LIMITS = new Limits(512, 8, 64);

    private Parsing() {}

    static void assertSameInPieces(Supplier<MessageParser> parser, byte[] bytes) {
        List<String> whole = messages(parser.get(), bytes, bytes.length);
        for (int piece : new int[] {1, 3}) {
            List<String> inPieces = messages(parser.get(), bytes, piece);
            if (!inPieces.equals(whole)) {
                throw new AssertionError(
                        "In pieces of " + piece + " bytes it reads " + inPieces + ", and whole " + whole);
            }
        }
    }

    /** Returns each body, then the status of the fault that ends it, or "end". */
    private static List<String> messages(MessageParser parser, byte[] bytes, int piece) {
        List<String> messages = new ArrayList<>();
        try {
            for (int from = 0; from < bytes.length; from += piece) {
                int to = Math.min(bytes.length, from + piece);
                int position = from;
                while (position < to) {
                    position = parser.parse(bytes, position, to);
                    if (parser.isComplete()) {
                        messages.add(message(parser));
                        parser.next();
                    }
                }
            }
            messages.add(parser.inputEnded() ? message(parser) : "end");
        } catch (HttpFault fault) {
            messages.add(String.valueOf(fault.status()));
        }
        return messages;
    }

    private static String message(MessageParser parser) {
        Body body = parser.takeBody();
        if (body.size() > LIMITS.bodyBytes()) {
            throw new AssertionError("A body has " + body.size() + " bytes, and may have " + LIMITS.bodyBytes());
        }
        return parser.keepsConnection() + " " + new String(body.toByteArray(), ISO_8859_1);
    }
}
