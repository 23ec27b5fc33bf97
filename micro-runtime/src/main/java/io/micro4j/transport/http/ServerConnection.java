package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.MucpServer;
import io.micro4j.transport.mucp.Pipe;
import io.micro4j.transport.mucp.Word;
import io.micro4j.transport.net.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** One connection of a server: requests become frames, frames become responses that need not answer one request each. */
final class ServerConnection extends RequestConnection implements Pipe {
    private final MucpServer server;
    private final FrameWriter writer;

    ServerConnection(Channel channel, Loop loop, TransportOptions options, Acceptor acceptor, Runnable closed) {
        super(channel, loop, options, closed);
        this.server = new MucpServer(this, acceptor, this::idle);
        this.writer = FrameWriter.of(loop);
    }

    @Override
    void take(RequestParser parser) {
        server.frame(parser.headers(), parser.takeBody());
    }

    @Override
    boolean isBusy() {
        return server.isBusy();
    }

    @Override
    boolean fail(int status, String what) {
        return server.fail(status, what);
    }

    @Override
    public Headers headers() {
        return writer.emptyHeaders();
    }

    @Override
    public void write(Headers headers, Encoded body) {
        ByteBuf target = outgoing(body.size());
        if (target != null) {
            if (isLeaving() && headers.get(Word.CONNECTION) == null) {
                headers.add(Word.CONNECTION, "close");
            }
            writer.messages().response(headers, body, target);
            collected();
        }
    }

    @Override
    protected void writabilityChanged() {
        if (isWritable()) {
            server.writable();
        }
    }

    @Override
    protected void lost() {
        server.closed();
    }

    @Override
    public void shutDown(String why) {
        server.fail(499, why);
        close();
    }
}
