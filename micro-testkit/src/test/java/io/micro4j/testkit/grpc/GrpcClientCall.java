package io.micro4j.testkit.grpc;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.function.Consumer;

/** The side that calls. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the stream, which ends the call
final class GrpcClientCall extends GrpcCall {
    private final String address;
    private final Consumer<GrpcClientCall> whenOver;
    private boolean headersCame;

    GrpcClientCall(
            EventLoop loop,
            int largest,
            String address,
            Endpoint<?, ?> endpoint,
            Head head,
            Receiver replies,
            Consumer<GrpcClientCall> whenOver) {
        super(loop, largest);
        this.address = address;
        this.whenOver = whenOver;
        tell(replies);
        onStream(stream ->
                stream.writeAndFlush(new DefaultHttp2HeadersFrame(GrpcWords.request(endpoint, head, address), false)));
    }

    @Override
    public String peer() {
        return address;
    }

    @Override
    public void end(End end) {
        if (!isMute()) {
            mute();
            post(() -> onStream(stream -> stream.writeAndFlush(new DefaultHttp2DataFrame(true))));
        }
    }

    /** There is no connection to call over. */
    void unreachable(Throwable why) {
        finish(End.failed(MicroException.unavailable("Cannot connect to " + address + ": " + why.getMessage())
                .because(why)
                .asNeverSent()));
    }

    @Override
    void headers(Http2Headers headers, boolean last) {
        if (last) {
            afterMessages(() -> end(headers));
        } else if (!headersCame) {
            headersCame = true;
            receiver().head(GrpcWords.metadata(headers));
        }
    }

    private void end(Http2Headers trailers) {
        finish(GrpcStatus.read(trailers));
        resetStream(Http2Error.CANCEL);
    }

    @Override
    void messagesOver() {
        abort(MicroException.internal(address + " ended the call without saying how it went"));
    }

    @Override
    void beforeMessage(Channel stream) {}

    @Override
    void reset(long code) {
        if (code == Http2Error.REFUSED_STREAM.code()) {
            finish(End.failed(
                    MicroException.unavailable(address + " refused the call").asNeverSent()));
        } else if (code != Http2Error.NO_ERROR.code()) {
            finish(End.failed(MicroException.cancelled(address + " gave up the call")));
        }
    }

    @Override
    void streamClosed() {
        if (!isInboundOver()) {
            finish(gone());
        }
    }

    @Override
    End gone() {
        return End.failed(MicroException.unavailable("The connection to " + address + " closed before the reply"));
    }

    @Override
    void abort(MicroException why) {
        finish(End.failed(why));
        resetStream(Http2Error.CANCEL);
    }

    @Override
    void finished() {
        whenOver.accept(this);
    }
}
