package io.micro4j.testkit.grpc;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Listener;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;

/** A port that speaks HTTP/2 from the first byte. */
final class GrpcListener implements Listener {
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Channel server;

    GrpcListener(EventLoopGroup loops, InetSocketAddress address, TransportOptions options, Acceptor acceptor) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connections.add(connection);
                        GrpcConnection.open(
                                connection, Http2FrameCodecBuilder.forServer(), streams(connection, options, acceptor));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new TransportException("Cannot listen at " + text(address), bound.cause());
        }
        server = bound.channel();
    }

    private static ChannelInitializer<Channel> streams(
            Channel connection, TransportOptions options, Acceptor acceptor) {
        String peer = text((InetSocketAddress) connection.remoteAddress());
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.config().setAutoRead(false);
                GrpcServerCall call = new GrpcServerCall(stream.eventLoop(), options.maxMessageBytes(), peer, acceptor);
                stream.pipeline().addLast(call);
                call.streamOpened(stream);
            }
        };
    }

    @Override
    public String address() {
        return text((InetSocketAddress) server.localAddress());
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
