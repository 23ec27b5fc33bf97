package io.micro4j.testkit.grpc;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.concurrent.Future;

/** The side that is called. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the stream, which ends the call
final class GrpcServerCall extends GrpcCall {
    private final String peer;
    private final Acceptor acceptor;
    private String contentType = "";
    private boolean headSaid;

    GrpcServerCall(EventLoop loop, int largest, String peer, Acceptor acceptor) {
        super(loop, largest);
        this.peer = peer;
        this.acceptor = acceptor;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    void headers(Http2Headers headers, boolean last) {
        Head head = GrpcWords.head(headers);
        contentType = head.contentType();
        tell(acceptor.route(head).accept(this));
        if (last) {
            messagesOver();
        }
    }

    @Override
    void messagesOver() {
        afterMessages(() -> receiver().halfClosed());
    }

    @Override
    public void head(Metadata initial) {
        if (!isMute()) {
            post(() -> onStream(stream -> say(stream, initial)));
        }
    }

    @Override
    void beforeMessage(Channel stream) {
        if (!headSaid) {
            say(stream, Metadata.EMPTY);
        }
    }

    private void say(Channel stream, Metadata initial) {
        headSaid = true;
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(GrpcWords.add(GrpcWords.reply(contentType), initial), false));
    }

    @Override
    public void end(End end) {
        if (!isMute()) {
            mute();
            post(() -> answer(end, End.OK));
        }
    }

    private void answer(End end, End here) {
        Http2Headers trailers = GrpcWords.reply(contentType);
        if (headSaid) {
            trailers.clear();
        }
        GrpcStatus.write(end, trailers);
        onStream(stream -> stream.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true))
                .addListener(written -> answered(written, stream, here)));
    }

    private void answered(Future<?> written, Channel stream, End here) {
        finish(written.isSuccess() ? here : gone());
        if (!isInboundOver()) {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
    }

    @Override
    void reset(long code) {
        finish(End.failed(MicroException.cancelled("The caller gave up")));
    }

    @Override
    End gone() {
        return End.failed(MicroException.cancelled("The connection to " + peer + " closed before the reply"));
    }

    @Override
    void abort(MicroException why) {
        mute();
        finish(End.failed(why));
        answer(End.answered(why.error(), Metadata.EMPTY, false), End.OK);
    }
}
