package io.micro4j.transport.http;

import static io.micro4j.transport.http.MessageWriter.ascii;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Protocol;
import io.micro4j.transport.net.Refused;
import io.netty.channel.Channel;

/** HTTP/1.1, or what its parser will refuse: what is left when a connection begins with nothing else. */
final class Http1 implements Protocol {
    private static final byte[] HTTP2_PREFACE = ascii("PRI * HTTP/2.0");

    @Override
    public String alpn() {
        return "http/1.1";
    }

    @Override
    public Fit fit(byte[] bytes, int from, int to) {
        return Fit.YES;
    }

    @Override
    public Served serve(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        return new ServerConnection(channel, loop, loop.options(), acceptor, closed);
    }

    /** Returns HTTP/2 without a request to upgrade, RFC 9113, section 3.4, which is refused where nothing speaks it. */
    static Refused refusedHttp2() {
        return new Refused("HTTP/2", HTTP2_PREFACE, goAway("HTTP/2 is not spoken here; use HTTP/1.1"));
    }

    /** Returns settings without an entry, then GOAWAY with the error HTTP_1_1_REQUIRED and a word to a person. */
    private static byte[] goAway(String why) {
        byte[] text = ascii(why);
        byte[] frames = new byte[9 + 9 + 8 + text.length];
        frames[3] = 4; // SETTINGS
        frames[9 + 2] = (byte) (8 + text.length);
        frames[9 + 3] = 7; // GOAWAY
        frames[9 + 9 + 7] = 0xd; // HTTP_1_1_REQUIRED
        System.arraycopy(text, 0, frames, 9 + 9 + 8, text.length);
        return frames;
    }
}
