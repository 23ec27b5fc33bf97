package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the headers of a reply say, the wire's words apart from the application's. Made for one frame. */
final class ReplyHeaders {
    private static final int EXCERPT = 200;

    private final Headers headers;
    private @Nullable String error;
    private @Nullable String contentType;
    private boolean unstarted;
    private int others;

    ReplyHeaders(Headers headers) {
        this.headers = headers;
        for (int i = 0; i < headers.size(); i++) {
            Word word = headers.word(i);
            if (word == null) {
                others++;
            } else {
                note(word, headers.value(i));
            }
        }
    }

    boolean isEndOfStream() {
        return Word.EOS.equals(error);
    }

    boolean isError() {
        return error != null && !isEndOfStream();
    }

    End end() {
        return End.ok(trailers());
    }

    End error() {
        return error(error == null ? "" : error);
    }

    /** Returns the end of a call whose reply says {@code text} to be its error. */
    End error(String text) {
        return End.answered(ErrorHeader.read(text), trailers(), unstarted);
    }

    /** Returns why a reply that says nothing of an error is one all the same, or null: go-micro's server answers some mistakes in plain text. */
    @Nullable
    PipeFailure mistaken(Body body, String expected, String peer) {
        if (contentType == null || !contentType.startsWith("text/") || expected.startsWith("text/")) {
            return null;
        }
        String text = new String(body.bytes(), body.offset(), Math.min(body.size(), EXCERPT), StandardCharsets.UTF_8);
        int code = text.startsWith("unsupported Content-Type") ? 415 : 500;
        return new PipeFailure(
                code,
                peer + " answered with " + HeaderNames.printable(contentType) + " where " + expected
                        + " was expected: \"" + text.strip().replaceAll("[\\p{Cntrl}]", " ")
                        + "\". Is it a micro service, and does it take that content type?",
                false,
                null);
    }

    /** Returns what the server said first. */
    Metadata initial() {
        return others == 0 ? Metadata.EMPTY : metadata(false);
    }

    private Metadata trailers() {
        return others == 0 ? Metadata.EMPTY : metadata(true);
    }

    private Metadata metadata(boolean trailers) {
        Metadata.Builder metadata = Metadata.builder();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (headers.word(i) == null && HeaderNames.isTrailer(name) == trailers) {
                String bare = trailers ? name.substring(HeaderNames.TRAILER.length()) : name;
                if (!bare.isEmpty() && !HeaderNames.isReserved(bare)) {
                    metadata.putIfAbsent(bare, headers.value(i));
                }
            }
        }
        return metadata.build();
    }

    private void note(Word word, String value) {
        switch (word) {
            case ERROR -> error = error == null && !value.isEmpty() ? value : error;
            case CONTENT_TYPE -> contentType = contentType == null ? value : contentType;
            case UNSTARTED -> unstarted = value.equals("true");
            default -> {
                // says nothing about a reply
            }
        }
    }
}
