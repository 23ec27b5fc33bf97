package io.micro4j.transport.http;

import static io.micro4j.transport.http.Characters.CR;
import static io.micro4j.transport.http.Characters.LF;
import static io.micro4j.transport.http.Characters.SPACE;
import static io.micro4j.transport.http.Characters.TAB;

import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.Word;
import io.micro4j.transport.net.StringCache;
import java.util.Arrays;

/**
 * Reads one message of HTTP/1.1 after the other, from bytes in pieces of any size.
 *
 * <p>Strict: whatever two readers could understand in two ways is a fault. Source: RFC 9112; its section 11 says what smuggling is.
 */
abstract class MessageParser {
    /** Where in a message the next byte stands. */
    private enum State {
        START_LINE,
        HEADERS,
        FIXED_BODY,
        CHUNK_LINE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        BODY_UNTIL_CLOSE,
        COMPLETE
    }

    /** What the head says about the body. */
    private static final long NO_LENGTH = -1;

    private static final int LONGEST_CHUNK_LINE = 256;
    private static final byte[] NOTHING = new byte[0];

    private final Limits limits;
    private final StringCache strings;
    private final Headers headers = new Headers();
    private final BodyBuffer body = new BodyBuffer();

    private State state = State.START_LINE;
    private byte[] partial = NOTHING;
    private int partialLength;
    private int headBytes;
    private int headerCount;
    private int extensionBytes;
    private long contentLength;
    private boolean chunked;
    private long remaining;
    private boolean close;
    private boolean keepAlive;
    private boolean expectsContinue;
    private boolean saysWho;
    private boolean strangeExpectation;
    private int hosts;
    private int minorVersion;

    MessageParser(Limits limits, StringCache strings) {
        this.limits = limits;
        this.strings = strings;
        startOver();
    }

    /** Reads the first line. Returns false to pass over it, if it is empty and may be. */
    abstract boolean startLine(byte[] bytes, int from, int to) throws HttpFault;

    /** Checks the head, which is complete. */
    abstract void headComplete() throws HttpFault;

    /** Returns whether a message of this head has a body when the head does not say how long it is: then it lasts until the connection closes. */
    abstract boolean hasBodyUntilClose();

    /** Returns whether a message of this head has no body, whatever the head says. */
    abstract boolean hasNoBody();

    /** Reads on, up to the end of a message, and returns the position behind what was read. Everything is read unless a message is complete. */
    final int parse(byte[] bytes, int from, int to) throws HttpFault {
        int position = from;
        while (position < to && state != State.COMPLETE) {
            position = switch (state) {
                case START_LINE, HEADERS, CHUNK_LINE, CHUNK_END, TRAILERS -> line(bytes, position, to);
                case FIXED_BODY -> fixedBody(bytes, position, to);
                case CHUNK_DATA -> chunkData(bytes, position, to);
                case BODY_UNTIL_CLOSE -> bodyUntilClose(bytes, position, to);
                case COMPLETE -> position;
            };
        }
        return position;
    }

    /** Tells that no byte follows. Returns whether that makes the message complete. */
    final boolean inputEnded() {
        if (state == State.BODY_UNTIL_CLOSE) {
            state = State.COMPLETE;
        }
        return state == State.COMPLETE;
    }

    final boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** Returns whether nothing of a message has come yet. */
    final boolean isBetweenMessages() {
        return state == State.START_LINE && partialLength == 0 && headBytes == 0;
    }

    final boolean isInHead() {
        return (state == State.START_LINE || state == State.HEADERS) && !isBetweenMessages();
    }

    /** Returns whether the head is there and the body is not. */
    final boolean isInBody() {
        return state.compareTo(State.HEADERS) > 0 && state != State.COMPLETE;
    }

    /** Returns how much of the body has come, in bytes. */
    final int bodyBytes() {
        return body.size();
    }

    /** Returns the headers of the message; valid until {@link #next}. */
    final Headers headers() {
        return headers;
    }

    /** Returns the body of the complete message, once. */
    final Body takeBody() {
        return body.take();
    }

    /** Returns whether the connection may be used after this message. */
    final boolean keepsConnection() {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    /** Returns whether the sender says which program it is, as go-micro's does, and we do not. */
    final boolean saysWho() {
        return saysWho;
    }

    final boolean expectsContinue() {
        return expectsContinue && minorVersion >= 1;
    }

    /** Starts the next message. */
    final void next() {
        startOver();
    }

    final int hosts() {
        return hosts;
    }

    final int minorVersion() {
        return minorVersion;
    }

    final boolean hasStrangeExpectation() {
        return strangeExpectation;
    }

    final StringCache strings() {
        return strings;
    }

    private void startOver() {
        state = State.START_LINE;
        headers.clear();
        if (partial.length > 1024) {
            partial = NOTHING;
        }
        partialLength = 0;
        headBytes = 0;
        headerCount = 0;
        extensionBytes = 0;
        contentLength = NO_LENGTH;
        chunked = false;
        saysWho = false;
        remaining = 0;
        close = false;
        keepAlive = false;
        expectsContinue = false;
        strangeExpectation = false;
        hosts = 0;
        minorVersion = 1;
    }

    /** Reads up to the end of a line, and the line if that has come. */
    private int line(byte[] bytes, int from, int to) throws HttpFault {
        int end = Characters.indexOf(LF, bytes, from, to);
        if (end < 0) {
            keep(bytes, from, to);
            return to;
        }
        if (partialLength == 0) {
            checkRoom(end + 1 - from); // before anything else is found fault with, as where the line comes in pieces
            line(bytes, from, checkedEnd(bytes, from, end), end + 1 - from);
        } else {
            keep(bytes, from, end + 1);
            int length = partialLength;
            partialLength = 0;
            line(partial, 0, checkedEnd(partial, 0, length - 1), length);
        }
        return end + 1;
    }

    private int checkedEnd(byte[] bytes, int from, int lineFeed) throws HttpFault {
        if (lineFeed == from || bytes[lineFeed - 1] != CR) {
            throw HttpFault.bad("a line ends in LF without CR");
        }
        return lineFeed - 1;
    }

    private void keep(byte[] bytes, int from, int to) throws HttpFault {
        int length = to - from;
        checkRoom(partialLength + length);
        if (partialLength + length > partial.length) {
            partial = Arrays.copyOf(partial, Math.max(128, (partialLength + length) * 2));
        }
        System.arraycopy(bytes, from, partial, partialLength, length);
        partialLength += length;
    }

    private void checkRoom(int lineBytes) throws HttpFault {
        if (state == State.CHUNK_LINE || state == State.CHUNK_END) {
            if (lineBytes > LONGEST_CHUNK_LINE) {
                throw HttpFault.bad("the line of a chunk is longer than " + LONGEST_CHUNK_LINE + " bytes");
            }
        } else if (headBytes + lineBytes > limits.headBytes()) {
            throw new HttpFault(
                    431,
                    "the head is longer than " + limits.headBytes()
                            + " bytes, which is the most that is taken here (maxHeaderBytes)");
        }
    }

    private void line(byte[] bytes, int from, int to, int lineBytes) throws HttpFault {
        switch (state) {
            case START_LINE -> {
                headBytes += lineBytes;
                if (startLine(bytes, from, to)) {
                    state = State.HEADERS;
                }
            }
            case HEADERS -> {
                headBytes += lineBytes;
                if (from == to) {
                    endOfHead();
                } else {
                    header(bytes, from, to, false);
                }
            }
            case CHUNK_LINE -> chunkLine(bytes, from, to);
            case CHUNK_END -> chunkEnd(from, to);
            case TRAILERS -> {
                headBytes += lineBytes;
                if (from == to) {
                    state = State.COMPLETE;
                } else {
                    header(bytes, from, to, true);
                }
            }
            default -> throw new IllegalStateException("no line is read in " + state);
        }
    }

    private void header(byte[] bytes, int from, int to, boolean trailer) throws HttpFault {
        if (++headerCount > limits.headers()) {
            throw new HttpFault(
                    431,
                    "there are more than " + limits.headers()
                            + " headers, which is the most that is taken here (maxHeaders)");
        }
        if (bytes[from] == SPACE || bytes[from] == TAB) {
            throw HttpFault.bad("a header is folded into two lines");
        }
        int colon = from;
        while (colon < to && Characters.isToken(bytes[colon])) {
            colon++;
        }
        if (colon == to || colon == from || bytes[colon] != ':') {
            throw HttpFault.bad("a header has no name, or one with a character that no name may have");
        }
        int start = colon + 1;
        int end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        if (!Characters.isText(bytes, start, end)) {
            throw HttpFault.bad("a header has a control character in its value");
        }
        if (!trailer) {
            add(bytes, from, colon, start, end);
        }
    }

    private void add(byte[] bytes, int from, int colon, int start, int end) throws HttpFault {
        Word word = Word.of(bytes, from, colon);
        if (word == null) {
            headers.addOther(strings.string(bytes, from, colon), strings.string(bytes, start, end));
            return;
        }
        switch (word) {
            case CONTENT_LENGTH -> contentLength(bytes, start, end);
            case TRANSFER_ENCODING -> transferEncoding(bytes, start, end);
            case CONNECTION -> connection(bytes, start, end);
            case HOST -> host(bytes, start, end);
            case EXPECT -> expect(bytes, start, end);
            case USER_AGENT -> saysWho = true;
            case UPGRADE, ACCEPT, KEEP_ALIVE, DATE, SERVER -> {
                // says nothing that is asked here
            }
            default -> headers.add(word, strings.string(bytes, start, end));
        }
    }

    private void host(byte[] bytes, int from, int to) throws HttpFault {
        hosts++;
        for (int i = from; i < to; i++) {
            if (!Characters.isHost(bytes[i])) {
                throw HttpFault.bad("Host has a character that no name of a host may have");
            }
        }
    }

    private void contentLength(byte[] bytes, int from, int to) throws HttpFault {
        if (contentLength != NO_LENGTH) {
            throw HttpFault.bad("there are two lengths");
        }
        if (from == to || to - from > 18) {
            throw HttpFault.bad("Content-Length is no number, or one of too many digits");
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            if (!Characters.isDigit(bytes[i])) {
                throw HttpFault.bad("Content-Length is no number");
            }
            length = length * 10 + (bytes[i] - '0');
        }
        contentLength = length;
    }

    private void transferEncoding(byte[] bytes, int from, int to) throws HttpFault {
        if (chunked) {
            throw HttpFault.bad("there are two transfer encodings");
        }
        if (!Characters.is("chunked", bytes, from, to)) {
            throw new HttpFault(501, "the transfer encoding is not \"chunked\", the only one understood");
        }
        chunked = true;
    }

    /** Reads the list of options; those not known are passed over. */
    private void connection(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to) {
            int comma = Characters.indexOf((byte) ',', bytes, start, to);
            int end = comma < 0 ? to : comma;
            int first = start;
            while (first < end && isBlank(bytes[first])) {
                first++;
            }
            int last = end;
            while (last > first && isBlank(bytes[last - 1])) {
                last--;
            }
            close |= Characters.is("close", bytes, first, last);
            keepAlive |= Characters.is("keep-alive", bytes, first, last);
            start = end + 1;
        }
    }

    private void expect(byte[] bytes, int from, int to) {
        if (Characters.is("100-continue", bytes, from, to)) {
            expectsContinue = true;
        } else {
            strangeExpectation = true;
        }
    }

    /** Reads {@code HTTP/1.x}. */
    final void version(byte[] bytes, int from, int to) throws HttpFault {
        boolean shaped = to - from == 8
                && bytes[from] == 'H'
                && bytes[from + 1] == 'T'
                && bytes[from + 2] == 'T'
                && bytes[from + 3] == 'P'
                && bytes[from + 4] == '/'
                && Characters.isDigit(bytes[from + 5])
                && bytes[from + 6] == '.'
                && Characters.isDigit(bytes[from + 7]);
        if (!shaped) {
            throw HttpFault.bad("the first line has no version of HTTP where it should");
        }
        if (bytes[from + 5] != '1') {
            throw new HttpFault(505, "the version is not HTTP/1.1, the only one spoken here");
        }
        minorVersion = bytes[from + 7] - '0';
    }

    private void endOfHead() throws HttpFault {
        if (chunked && contentLength != NO_LENGTH) {
            throw HttpFault.bad("there are both Content-Length and Transfer-Encoding");
        }
        if (chunked && minorVersion == 0) {
            throw HttpFault.bad("there is Transfer-Encoding in HTTP/1.0");
        }
        headComplete();
        if (state == State.HEADERS) {
            startBody();
        }
    }

    /** Passes over this head: another one follows that belongs to the same exchange. */
    final void skipHead() {
        startOver();
    }

    private void startBody() throws HttpFault {
        if (hasNoBody()) {
            state = State.COMPLETE;
        } else if (chunked) {
            body.start(0);
            state = State.CHUNK_LINE;
        } else if (contentLength > 0) {
            checkBody(contentLength);
            remaining = contentLength;
            body.start(contentLength);
            state = State.FIXED_BODY;
        } else if (contentLength == NO_LENGTH && hasBodyUntilClose()) {
            body.start(0);
            close = true;
            state = State.BODY_UNTIL_CLOSE;
        } else {
            state = State.COMPLETE;
        }
    }

    private void checkBody(long bytes) throws HttpFault {
        if (bytes > limits.bodyBytes()) {
            throw new HttpFault(
                    413,
                    "the message is larger than " + limits.bodyBytes()
                            + " bytes, which is the most that is taken here (maxMessageBytes)");
        }
    }

    private int fixedBody(byte[] bytes, int from, int to) {
        int length = (int) Math.min(remaining, to - from);
        body.add(bytes, from, length, (int) contentLength);
        remaining -= length;
        if (remaining == 0) {
            state = State.COMPLETE;
        }
        return from + length;
    }

    private void chunkLine(byte[] bytes, int from, int to) throws HttpFault {
        long size = 0;
        int position = from;
        while (position < to && Characters.hex(bytes[position]) >= 0) {
            size = size << 4 | Characters.hex(bytes[position]);
            if (++position - from > 8 && size > Integer.MAX_VALUE) {
                throw HttpFault.bad("the size of a chunk has too many digits");
            }
        }
        if (position == from || position - from > 16) {
            throw HttpFault.bad("a chunk has no size, or one of too many digits");
        }
        extension(bytes, position, to);
        checkBody(body.size() + size);
        remaining = size;
        state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
    }

    private void extension(byte[] bytes, int from, int to) throws HttpFault {
        if (from == to) {
            return;
        }
        if (bytes[from] != ';' || !Characters.isText(bytes, from, to)) {
            throw HttpFault.bad("the size of a chunk is no hexadecimal number");
        }
        extensionBytes += to - from;
        if (extensionBytes > limits.headBytes()) {
            throw HttpFault.bad("there are too many extensions of chunks");
        }
    }

    private int chunkData(byte[] bytes, int from, int to) {
        int length = (int) Math.min(remaining, to - from);
        body.add(bytes, from, length, 0);
        remaining -= length;
        if (remaining == 0) {
            state = State.CHUNK_END;
        }
        return from + length;
    }

    private void chunkEnd(int from, int to) throws HttpFault {
        if (from != to) {
            throw HttpFault.bad("a chunk is longer than its size says");
        }
        state = State.CHUNK_LINE;
    }

    private int bodyUntilClose(byte[] bytes, int from, int to) throws HttpFault {
        checkBody((long) body.size() + to - from);
        body.add(bytes, from, to - from, 0);
        return to;
    }

    private static boolean isBlank(byte b) {
        return b == SPACE || b == TAB;
    }
}
