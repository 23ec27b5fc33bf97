package io.micro4j.transport.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stands at the end of a client's connection until both sides agree, and says how that went. On the connection's loop. */
public final class Handshake extends ChannelInboundHandlerAdapter {
    private final String address;
    private final Result result;

    /** Told once. */
    public interface Result {
        /** The connection is encrypted, and the peer is who it should be. */
        void agreed();

        /** The connection is closed. */
        void failed(IOException why);
    }

    private Handshake(String address, Result result) {
        this.address = address;
        this.result = result;
    }

    /** Begins on a connection to {@code address}. */
    public static void begin(Channel channel, SslHandler ssl, String address, Result result) {
        Handshake handshake = new Handshake(address, result);
        channel.pipeline().addLast(ssl, handshake);
        ssl.handshakeFuture().addListener(over -> handshake.over(channel, over.cause()));
    }

    private void over(Channel channel, @Nullable Throwable failure) {
        if (failure == null) {
            channel.pipeline().remove(this);
            result.agreed();
        } else {
            result.failed(HandshakeFailure.of(failure, address));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close(); // the future of the handshake tells the same
    }
}
