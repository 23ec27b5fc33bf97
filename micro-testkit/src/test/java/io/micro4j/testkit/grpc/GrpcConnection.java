package io.micro4j.testkit.grpc;

import io.micro4j.transport.TransportOptions;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;

/** The one connection to an address, over which every call to it goes. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the stream, which ends the call
final class GrpcConnection {
    private static final int WINDOW = 16 * 1024 * 1024;

    private final EventLoop loop;
    private final ChannelFuture connected;

    GrpcConnection(EventLoop loop, InetSocketAddress address, TransportOptions options) {
        this.loop = loop;
        this.connected = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.dialTimeout().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open(channel, Http2FrameCodecBuilder.forClient(), new ChannelInboundHandlerAdapter() {
                            @Override
                            public boolean isSharable() {
                                return true;
                            }
                        });
                    }
                })
                .connect(address);
    }

    /** Speaks HTTP/2 on {@code channel}; one slow stream leaves room for the others, and any number may be reset. */
    static void open(Channel channel, Http2FrameCodecBuilder builder, ChannelHandler streams) {
        Http2FrameCodec codec = builder.decoderEnforceMaxRstFramesPerWindow(0, 0)
                .encoderEnforceMaxRstFramesPerWindow(0, 0)
                .build();
        channel.pipeline().addLast(codec, new Http2MultiplexHandler(streams));
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) throws Exception {
                codec.connection()
                        .local()
                        .flowController()
                        .incrementWindowSize(codec.connection().connectionStream(), WINDOW);
                context.fireChannelActive();
            }
        });
    }

    EventLoop loop() {
        return loop;
    }

    /** Calls {@code action} once there is no connection, or no more. */
    void whenClosed(Runnable action) {
        connected.channel().closeFuture().addListener(closed -> action.run());
    }

    void close() {
        connected.channel().close().awaitUninterruptibly();
    }

    /** Gives {@code call} a stream of its own. */
    void start(GrpcClientCall call) {
        connected.addListener(done -> call.post(() -> {
            if (!done.isSuccess()) {
                call.unreachable(done.cause());
            } else {
                new Http2StreamChannelBootstrap(connected.channel())
                        .option(ChannelOption.AUTO_READ, false)
                        .handler(call)
                        .open()
                        .addListener(stream -> opened(call, stream));
            }
        }));
    }

    private static void opened(GrpcClientCall call, Future<? super Http2StreamChannel> stream) {
        if (!stream.isSuccess()) {
            call.unreachable(stream.cause());
        } else if (call.isOver()) {
            ((Http2StreamChannel) stream.getNow()).close();
        } else {
            call.streamOpened((Http2StreamChannel) stream.getNow());
        }
    }
}
