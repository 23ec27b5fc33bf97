package io.micro4j.transport.mucp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The headers that belong to the wire and never to an application: go-micro's own, our extensions of them, and HTTP's.
 *
 * <p>Source: go-micro v6, {@code util/headers/headers.go}; extensions are described in {@code docs/wire-extensions.md}.
 */
public enum Word {
    /** The service that the client looked for. */
    SERVICE("Micro-Service"),
    /** The older name of {@link #SERVICE}. */
    X_SERVICE("X-Micro-Service"),
    /** What is called, in older peers. */
    METHOD("Micro-Method"),
    /** The older name of {@link #METHOD}. */
    X_METHOD("X-Micro-Method"),
    /** What is called: {@code Greeter.Hello}. */
    ENDPOINT("Micro-Endpoint"),
    /** The older name of {@link #ENDPOINT}. */
    X_ENDPOINT("X-Micro-Endpoint"),
    /** The number of a message. */
    ID("Micro-Id"),
    /** The older name of {@link #ID}. */
    X_ID("X-Micro-Id"),
    /** The number of a stream. */
    STREAM("Micro-Stream"),
    /** The older name of {@link #STREAM}. */
    X_STREAM("X-Micro-Stream"),
    /** What went wrong, or {@link #EOS}. */
    ERROR("Micro-Error"),
    /** The older name of {@link #ERROR}. */
    X_ERROR("X-Micro-Error"),
    /** Makes the frame an event. */
    TOPIC("Micro-Topic"),
    /** The older name of {@link #TOPIC}. */
    X_TOPIC("X-Micro-Topic"),
    /** Says that the frame has no legacy envelope. */
    PROTOCOL("Micro-Protocol"),
    /** The older name of {@link #PROTOCOL}. */
    X_PROTOCOL("X-Micro-Protocol"),
    /** Says that the frame has a legacy envelope. */
    TARGET("Micro-Target"),
    /** The older name of {@link #TARGET}. */
    X_TARGET("X-Micro-Target"),
    /** How long the caller waits, in nanoseconds. */
    TIMEOUT("Timeout"),
    /** Ours: no handler saw the call. */
    UNSTARTED("Micro-Unstarted"),
    /** Ours: the end of the requests, after which replies are still wanted. */
    HALF_CLOSE("Micro-Half-Close"),
    /** How the body is written. */
    CONTENT_TYPE("Content-Type"),
    /** How the body is compressed, which nobody does. */
    CONTENT_ENCODING("Content-Encoding"),
    /** How many bytes the body has. */
    CONTENT_LENGTH("Content-Length"),
    /** How the reply should be written. */
    ACCEPT("Accept"),
    /** How the reply may be compressed. */
    ACCEPT_ENCODING("Accept-Encoding"),
    /** Whether the connection stays. */
    CONNECTION("Connection"),
    /** Where the request goes. */
    HOST("Host"),
    /** Who asks. */
    USER_AGENT("User-Agent"),
    /** How the body is delimited. */
    TRANSFER_ENCODING("Transfer-Encoding"),
    /** What the client waits for before its body. */
    EXPECT("Expect"),
    /** Another protocol that the client would rather speak. */
    UPGRADE("Upgrade"),
    /** How long the connection stays. */
    KEEP_ALIVE("Keep-Alive"),
    /** What the client takes after the body. */
    TE("Te"),
    /** What comes after the body. */
    TRAILER("Trailer"),
    /** What some proxies call {@link #CONNECTION}. */
    PROXY_CONNECTION("Proxy-Connection"),
    /** What HTTP's client-side upgrade to version 2 sends. */
    HTTP2_SETTINGS("Http2-Settings"),
    /** When the answer was made. */
    DATE("Date"),
    /** Who answers. */
    SERVER("Server"),
    /** The server's own address, which go-micro's server adds for its handlers. */
    LOCAL("Local"),
    /** The client's address, which go-micro's server adds for its handlers. */
    REMOTE("Remote");

    /** The {@link #ERROR} that is none: the end of a stream. */
    public static final String EOS = "EOS";

    private static final int SLOTS = 256;
    private static final Word[] TABLE = table();

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final byte[] bytes;

    Word(String text) {
        this.text = text;
        this.bytes = (text + ": ").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the name as it is sent. */
    public String text() {
        return text;
    }

    /** Returns the name with a colon and a space behind it, in ASCII. Nobody may change the array. */
    @SuppressWarnings("ArrayReturn") // read for each header of each call: a copy would cost more than all else
    public byte[] prefix() {
        return bytes;
    }

    /** Returns the word that {@code name} is, whatever its case, or null. */
    public static @Nullable Word of(String name) {
        int length = name.length();
        if (length < 2) {
            return null;
        }
        for (int slot = slot(name.charAt(0), name.charAt(length - 1), name.charAt(length / 2), length); ; slot++) {
            Word word = TABLE[slot & (SLOTS - 1)];
            if (word == null || word.text.equalsIgnoreCase(name)) {
                return word;
            }
        }
    }

    /** Returns the word that the bytes name, whatever their case, or null. */
    public static @Nullable Word of(byte[] name, int from, int to) {
        int length = to - from;
        if (length < 2) {
            return null;
        }
        for (int slot = slot(name[from], name[to - 1], name[from + length / 2], length); ; slot++) {
            Word word = TABLE[slot & (SLOTS - 1)];
            if (word == null || word.is(name, from, length)) {
                return word;
            }
        }
    }

    private boolean is(byte[] name, int from, int length) {
        if (length != bytes.length - 2) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int difference = bytes[i] ^ name[from + i];
            if (difference != 0 && (difference != 0x20 || bytes[i] == '-')) {
                return false;
            }
        }
        return true;
    }

    private static int slot(int first, int last, int middle, int length) {
        return (first & 0x1f) * 7 + (last & 0x1f) * 31 + (middle & 0x1f) * 3 + length * 17;
    }

    private static Word[] table() {
        Word[] table = new Word[SLOTS];
        for (Word word : values()) {
            String text = word.text;
            int length = text.length();
            int slot = slot(text.charAt(0), text.charAt(length - 1), text.charAt(length / 2), length);
            while (table[slot & (SLOTS - 1)] != null) {
                slot++;
            }
            table[slot & (SLOTS - 1)] = word;
        }
        return table;
    }
}
