package io.micro4j.transport.tcp;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Openings;
import io.micro4j.transport.net.Protocol;
import io.netty.channel.Channel;

/** The tcp wire on a connection that begins with its four bytes. */
final class TcpProtocol implements Protocol {
    private static final byte[] OPENING = Frame.opening();

    @Override
    public Fit fit(byte[] bytes, int from, int to) {
        return Openings.fit(OPENING, bytes, from, to);
    }

    @Override
    public Served serve(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        return new ServerConnection(channel, loop, acceptor, closed);
    }
}
