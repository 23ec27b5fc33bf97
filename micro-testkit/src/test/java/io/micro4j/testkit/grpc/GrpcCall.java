package io.micro4j.testkit.grpc;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One side of one call, which is one stream of a connection. Everything but the methods of {@link Socket} is for the connection's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the stream, which ends the call
abstract class GrpcCall extends ChannelInboundHandlerAdapter implements Socket {
    private final EventLoop loop;
    private final Deframer deframer;
    private final Queue<Body> arrived = new ArrayDeque<>();
    private final List<Runnable> unsaid = new ArrayList<>();
    private final SendWindow window = new SendWindow();
    private @Nullable Channel stream;
    private @Nullable Receiver receiver;
    private @Nullable Runnable last;
    private boolean inboundOver;
    private boolean over;
    private long allowed;
    private volatile boolean mute;

    GrpcCall(EventLoop loop, int largest) {
        this.loop = loop;
        this.deframer = new Deframer(largest);
    }

    abstract void headers(Http2Headers headers, boolean last);

    /** The peer ended its messages, without trailers. */
    abstract void messagesOver();

    abstract void beforeMessage(Channel stream);

    abstract void reset(long code);

    abstract End gone();

    /** Ends the call at both sides, because this one cannot go on. */
    abstract void abort(MicroException why);

    final void tell(Receiver receiver) {
        this.receiver = receiver;
        pump();
    }

    final Receiver receiver() {
        return receiver;
    }

    final boolean isOver() {
        return over;
    }

    final boolean isInboundOver() {
        return inboundOver;
    }

    /** Says everything that was said before there was a stream to say it on. */
    final void streamOpened(Channel stream) {
        this.stream = stream;
        unsaid.forEach(Runnable::run);
        unsaid.clear();
        stream.read();
    }

    final void onStream(Consumer<Channel> action) {
        if (stream == null) {
            unsaid.add(() -> action.accept(stream));
        } else {
            action.accept(stream);
        }
    }

    final void post(Runnable task) {
        try {
            loop.execute(() -> {
                if (!over) {
                    guard(task);
                }
            });
        } catch (RejectedExecutionException closed) {
            mute = true; // the transport is closed, and has told everyone
        }
    }

    final void mute() {
        mute = true;
    }

    final boolean isMute() {
        return mute;
    }

    /** Does {@code action} once every message was handed over. */
    final void afterMessages(Runnable action) {
        last = action;
        inboundOver = true;
        pump();
    }

    final void finish(End end) {
        if (over) {
            return;
        }
        over = true;
        mute = true;
        arrived.clear();
        finished();
        if (receiver != null) {
            receiver.end(end);
        }
    }

    void finished() {}

    final void resetStream(Http2Error code) {
        if (stream != null && stream.isActive()) {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(code)).addListener(written -> stream.close());
        }
    }

    @Override
    public final boolean send(Encoded message) {
        if (mute) {
            return false;
        }
        int size = message.size();
        byte[] framed = new byte[5 + size];
        for (int i = 0; i < 4; i++) {
            framed[1 + i] = (byte) (size >>> (24 - 8 * i));
        }
        message.writeTo(framed, 5);
        boolean room = window.sent(framed.length);
        post(() -> onStream(to -> {
            beforeMessage(to);
            to.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(framed)))
                    .addListener(written -> taken(framed.length));
        }));
        return room;
    }

    @Override
    public final void request(int messages) {
        post(() -> {
            allowed += messages;
            pump();
        });
    }

    @Override
    public final void cancel(End why) {
        mute = true;
        post(() -> {
            finish(why);
            resetStream(Http2Error.CANCEL);
        });
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (!over) {
                guard(() -> read(frame));
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext context) {
        if (!over) {
            guard(this::pump);
        }
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset && !over) {
            reset(reset.errorCode());
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        if (!over) {
            streamClosed();
        }
    }

    void streamClosed() {
        finish(gone());
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        if (!over) {
            abort(MicroException.internal("The stream failed: " + thrown).because(thrown));
        }
    }

    private void read(Object frame) {
        if (frame instanceof Http2HeadersFrame headers) {
            headers(headers.headers(), headers.isEndStream());
        } else if (frame instanceof Http2DataFrame data && !inboundOver) {
            deframer.read(data.content(), arrived);
            if (data.isEndStream()) {
                messagesOver();
            }
        }
        pump();
    }

    /** Hands over what may be handed over, and reads on only when nothing waits, so that a slow reader slows the connection's peer. */
    private void pump() {
        while (!over && receiver != null && allowed > 0 && !arrived.isEmpty()) {
            allowed--;
            receiver.message(arrived.remove());
        }
        if (over || !arrived.isEmpty()) {
            return;
        }
        if (last != null) {
            Runnable action = last;
            last = null;
            action.run();
        } else if (stream != null && !inboundOver) {
            stream.read();
        }
    }

    private void taken(int bytes) {
        if (window.taken(bytes) && !over && !mute) {
            guard(() -> receiver.writable());
        }
    }

    private void guard(Runnable task) {
        try {
            task.run();
        } catch (MicroException e) {
            abort(e);
        } catch (RuntimeException | Error e) {
            abort(MicroException.internal("What takes the call threw " + e).because(e));
        }
    }
}
