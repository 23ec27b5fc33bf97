package io.micro4j.transport.net;

import io.micro4j.transport.tls.Encryption;
import io.micro4j.transport.tls.HandshakeFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first bytes of a connection, then hands it, and them, to the protocol that they begin. On a port with TLS they must begin that, and it
 * is the first bytes inside that are looked at.
 */
final class Doorman extends ChannelInboundHandlerAdapter implements Loop.Timed {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final byte[] NOTHING = {};
    private static final byte HANDSHAKE = 0x16; // RFC 8446, section 5.1

    private final Channel channel;
    private final Loop loop;
    private final PortListener port;
    private final long opened = System.nanoTime();
    private byte[] first = NOTHING;
    private long firstCame;
    private @Nullable SslHandler ssl;
    private Protocol.@Nullable Served served;

    Doorman(Channel channel, Loop loop, PortListener port) {
        this.channel = channel;
        this.loop = loop;
        this.port = port;
        loop.add(this);
    }

    Loop loop() {
        return loop;
    }

    /** Asks the client to leave once its calls are over. */
    void drain() {
        if (served != null) {
            served.drain();
        }
    }

    @Override
    public void shutDown(String why) {
        if (served != null) {
            served.shutDown(why);
        } else {
            var unused = channel.close();
        }
    }

    @Override
    public void tick(long now) {
        boolean mute =
                first.length == 0 && now - opened > port.options().idleTimeout().toNanos();
        boolean slow = first.length > 0
                && now - firstCame > port.options().headTimeout().toNanos();
        if (mute || slow) {
            var unused = channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        Encryption encryption = port.encryption();
        if (encryption != null && ssl == null) {
            encrypt(context, encryption, in);
            return;
        }
        if (first.length == 0 && in.hasArray()) {
            int from = in.arrayOffset() + in.readerIndex();
            Protocol chosen = port.choose(agreed(), in.array(), from, from + in.readableBytes());
            if (chosen != null) {
                handOver(context, chosen, in);
                return;
            }
        }
        gather(context, in);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        port.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(
                Level.DEBUG,
                () -> "A connection from " + Addresses.text(channel.remoteAddress()) + " failed: " + cause);
        var unused = channel.close();
    }

    private void encrypt(ChannelHandlerContext context, Encryption encryption, ByteBuf in) {
        if (!in.isReadable()) {
            in.release();
        } else if (in.getByte(in.readerIndex()) == HANDSHAKE) {
            ssl = encryption.server(channel.alloc(), port.spoken());
            ssl.handshakeFuture().addListener(over -> {
                if (!over.isSuccess()) {
                    port.refused(HandshakeFailure.ofClient(over.cause(), Addresses.text(channel.remoteAddress())));
                }
            });
            context.pipeline().addFirst(ssl);
            context.pipeline().fireChannelRead(in);
        } else {
            handOver(context, Refused.PLAIN_TEXT, in);
        }
    }

    private void gather(ChannelHandlerContext context, ByteBuf in) {
        int length = in.readableBytes();
        firstCame = first.length == 0 ? System.nanoTime() : firstCame;
        first = Arrays.copyOf(first, first.length + length);
        in.readBytes(first, first.length - length, length);
        in.release();
        Protocol chosen = first.length == 0 ? null : port.choose(agreed(), first, 0, first.length);
        if (chosen != null) {
            handOver(context, chosen, Unpooled.wrappedBuffer(first));
        }
    }

    /** Returns what TLS agreed on: null or nothing if there is none. */
    private @Nullable String agreed() {
        return ssl == null ? null : ssl.engine().getApplicationProtocol();
    }

    private void handOver(ChannelHandlerContext context, Protocol chosen, ByteBuf first) {
        loop.remove(this);
        Protocol.Served taker = chosen.serve(channel, loop, port.acceptor(), () -> port.closed(this));
        served = taker;
        context.pipeline().addLast(taker);
        context.pipeline().remove(this);
        taker.channelRead(context.pipeline().context(taker), first);
    }
}
