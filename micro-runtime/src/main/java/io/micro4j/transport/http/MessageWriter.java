package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.Word;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes messages of HTTP/1.1 into an array that is used again and again by one thread at a time. */
final class MessageWriter {
    private static final byte[] STATUS = ascii("HTTP/1.1 200 OK\r\n");
    private static final byte[] REQUEST = ascii("POST / HTTP/1.1\r\nHost: ");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final int KEPT = 256 * 1024;
    private static final int FIRST = 4 * 1024;

    private byte[] bytes = new byte[FIRST];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int size;

    /** Writes a response into {@code target}. */
    void response(Headers headers, Encoded body, ByteBuf target) {
        size = 0;
        raw(STATUS);
        rest(headers, body);
        copyTo(target);
    }

    /** Writes a request to {@code host} into {@code target}. */
    void request(byte[] host, Headers headers, Encoded body, ByteBuf target) {
        request(host, headers, body);
        copyTo(target);
    }

    /** Returns a request to {@code host}, which is valid until {@link #forget} or the next message. */
    ByteBuffer request(byte[] host, Headers headers, Encoded body) {
        size = 0;
        raw(REQUEST);
        raw(host);
        raw(LINE_END);
        rest(headers, body);
        view = view.array() == bytes ? view : ByteBuffer.wrap(bytes);
        return view.clear().limit(size);
    }

    /** Keeps nothing large. */
    void forget() {
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
            view = ByteBuffer.wrap(bytes);
        }
    }

    private void copyTo(ByteBuf target) {
        target.writeBytes(bytes, 0, size);
        forget();
    }

    private void rest(Headers headers, Encoded body) {
        int length = body.size();
        for (int i = 0; i < headers.size(); i++) {
            header(headers, i);
        }
        raw(Word.CONTENT_LENGTH.prefix());
        number(length);
        raw(LINE_END);
        raw(LINE_END);
        room(length);
        body.writeTo(bytes, size);
        size += length;
    }

    private void header(Headers headers, int index) {
        Word word = headers.word(index);
        if (word == null) {
            text(headers.name(index));
            room(2);
            bytes[size++] = ':';
            bytes[size++] = ' ';
        } else {
            raw(word.prefix());
        }
        text(headers.value(index));
        raw(LINE_END);
    }

    private void raw(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    private void number(int value) {
        room(10);
        int end = size + digits(value);
        size = end;
        int rest = value;
        do {
            bytes[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /** Writes {@code text} as UTF-8, with a space for each character that would end a header or is no text. */
    private void text(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                beyondAscii(text.substring(i));
                return;
            }
            bytes[size++] = printable(c);
        }
    }

    private void beyondAscii(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        room(encoded.length);
        for (byte b : encoded) {
            bytes[size++] = b < 0 ? b : printable((char) b);
        }
    }

    private static byte printable(char c) {
        return (byte) ((c < ' ' && c != '\t') || c == 0x7f ? ' ' : c);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    private static int digits(int value) {
        int digits = 1;
        for (int rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
