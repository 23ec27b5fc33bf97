package io.micro4j.transport.grpc;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.http2.Http2Session;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Openings;
import io.micro4j.transport.net.Protocol;
import io.netty.channel.Channel;

/** gRPC on a connection that begins with the preface of HTTP/2, RFC 9113, section 3.4. */
final class GrpcProtocol implements Protocol {
    private static final byte[] OPENING = Http2Session.opening();

    @Override
    public String alpn() {
        return "h2";
    }

    @Override
    public Fit fit(byte[] bytes, int from, int to) {
        return Openings.fit(OPENING, bytes, from, to);
    }

    @Override
    public Served serve(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        return new ServerConnection(channel, loop, acceptor, closed);
    }
}
