package io.micro4j.transport.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a server that stops says on a connection on which no call goes on, before it closes it (RFC 9112, 9.6): an answer to the request that may be
 * on its way, which is not read any more, so that its caller knows that it was not started.
 */
final class Goodbye {
    private static final byte[] BYTES = ("HTTP/1.1 503 Service Unavailable\r\n"
                    + "Connection: close\r\n"
                    + "Micro-Unstarted: true\r\n"
                    + "Micro-Error: {\"id\":\"go.micro.server\",\"code\":503,\"detail\":"
                    + "\"the server is stopping; call another node\",\"status\":\"Service Unavailable\"}\r\n"
                    + "Content-Length: 0\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private Goodbye() {}

    /** Returns it, for its writer, who does not change it. */
    static byte[] bytes() {
        return BYTES;
    }

    /** Returns whether the bytes from {@code from} to {@code to}, at least one, begin it. */
    static boolean isBegunBy(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, BYTES.length);
        return length > 0 && Arrays.equals(bytes, from, from + length, BYTES, 0, length);
    }
}
