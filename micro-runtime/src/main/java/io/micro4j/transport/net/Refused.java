package io.micro4j.transport.net;

import io.micro4j.transport.Acceptor;
import io.netty.channel.Channel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A protocol that is recognised, and refused in its own words. Immutable.
 *
 * @param name what people call it
 * @param opening its first bytes
 * @param answer what tells a client that it is not spoken here
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Refused(String name, byte[] opening, byte[] answer) implements Protocol {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] HANDSHAKE = {0x16};
    private static final byte[] ALERT_PROTOCOL_VERSION = {0x15, 3, 1, 0, 2, 2, 70};

    /** TLS: a record of a handshake, RFC 8446, section 5.1, answered with a fatal alert: protocol_version. */
    public static final Refused TLS = new Refused("TLS", HANDSHAKE, ALERT_PROTOCOL_VERSION);

    /** Anything at all, on a port where TLS comes first; the answer is HTTP/1.1's, as that is what people try. */
    static final Refused PLAIN_TEXT = new Refused("plain text", new byte[0], plainText());

    @Override
    public Fit fit(byte[] bytes, int from, int to) {
        return Openings.fit(opening, bytes, from, to);
    }

    @Override
    public Served serve(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        return new Lingering(channel, loop, closed);
    }

    private static byte[] plainText() {
        String text = "This port speaks TLS only. Use https, or turn TLS on: MICRO_TLS=true\n";
        String head = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
                + "Content-Length: " + text.length() + "\r\n\r\n";
        return (head + text).getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers and closes, but reads on for a moment: a client that is still writing would else lose the answer to a reset. */
    private final class Lingering extends Served {
        private final String peer;
        private final long since = System.nanoTime();
        private boolean answered;

        Lingering(Channel channel, Loop loop, Runnable closed) {
            super(loop, Long.MAX_VALUE, channel, closed);
            this.peer = Addresses.text(channel.remoteAddress());
        }

        @Override
        public String peer() {
            return peer;
        }

        @Override
        protected int work(byte[] bytes, int from, int to) {
            if (!answered) {
                answered = true;
                LOG.log(Level.DEBUG, () -> peer + " speaks " + name + ", which is refused");
                writeRaw(answer);
                shutdownOutput();
            }
            return to;
        }

        @Override
        public void tick(long now) {
            if (now - since > LINGER_NANOS) {
                closeNow();
            }
        }

        @Override
        public void shutDown(String why) {
            closeNow();
        }

        @Override
        protected void lost() {
            // there was no call
        }
    }
}
