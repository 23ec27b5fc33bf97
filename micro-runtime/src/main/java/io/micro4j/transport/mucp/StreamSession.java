package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import org.jspecify.annotations.Nullable;

/** A call with any number of messages one way or both, on the server. The frame that opened it is not one of them. */
final class StreamSession implements Session, Outbox.Writer {
    private final MucpServer server;
    private final Pipe pipe;
    private final Shape shape;
    private final String name;
    private final @Nullable String id;
    private final @Nullable String stream;
    private final String contentType;
    private final Seal seal;
    private final Inbox inbox;
    private final Outbox outbox;

    private volatile Metadata initial = Metadata.EMPTY;
    private boolean initialSaid;
    private boolean requested;
    private boolean clientLeft;
    private boolean over;

    StreamSession(MucpServer server, Pipe pipe, RequestHeaders request, Shape shape) {
        this.server = server;
        this.pipe = pipe;
        this.shape = shape;
        this.name = request.session();
        this.id = request.id();
        this.stream = request.stream();
        this.contentType = request.contentType();
        this.seal = request.seal();
        this.inbox = new Inbox(pipe);
        this.outbox = new Outbox(pipe, this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Seal seal() {
        return seal;
    }

    @Override
    public String peer() {
        return pipe.peer();
    }

    @Override
    public void start(Receiver receiver) {
        inbox.start(receiver);
        outbox.open();
    }

    @Override
    public void request(int messages) {
        inbox.request(messages);
    }

    @Override
    public void head(Metadata initial) {
        this.initial = initial;
    }

    @Override
    public boolean send(Encoded message) {
        return outbox.send(message);
    }

    @Override
    public void end(End end) {
        outbox.end(end);
    }

    @Override
    public void cancel(End why) {
        if (pipe.isOnThread()) {
            fail(why);
        } else {
            pipe.execute(() -> fail(why));
        }
    }

    @Override
    public void message(Body body) {
        if (!shape.streamsRequests() && requested) {
            fail(End.failed(MicroException.badRequest("this call takes one request, and a second one came")));
            return;
        }
        requested = true;
        inbox.message(body);
        if (!shape.streamsRequests()) {
            inbox.halfClosed();
        }
    }

    /** go-micro's client says this when it leaves, and waits for no end; ours says that it stays. */
    @Override
    public void endOfStream(boolean halfClose) {
        clientLeft = !halfClose;
        inbox.halfClosed();
    }

    @Override
    public void writable() {
        outbox.drain();
    }

    @Override
    public void fail(End why) {
        if (!over) {
            MicroError error = why.error() == null ? MicroError.of("", 499, "the call was cancelled") : why.error();
            writeEnd(End.failed(MicroException.of(error)));
            over(why);
        }
    }

    @Override
    public void lost(End why) {
        if (!over) {
            over = true;
            outbox.close();
            inbox.endNow(why);
        }
    }

    @Override
    public void write(Encoded message) {
        try {
            Encoded sealed = seal.reply(message);
            pipe.write(messageHeaders(sealed), sealed);
        } catch (CodecException e) {
            fail(End.failed(MicroException.internal("a reply cannot be written: " + e.getMessage())
                    .because(e)));
        }
    }

    @Override
    public void ended(End end) {
        if (!over) {
            writeEnd(end);
            over(End.OK);
        }
    }

    @Override
    public void room() {
        inbox.writable();
    }

    private void over(End how) {
        over = true;
        outbox.close();
        server.finished(stream == null ? "" : stream);
        inbox.endNow(how);
    }

    private Headers messageHeaders(Encoded message) {
        Headers headers = pipe.headers();
        if (message.size() > 0) {
            headers.add(Word.CONTENT_TYPE, contentType);
        }
        MucpServer.addId(headers, id, stream);
        addInitial(headers);
        return headers;
    }

    private void addInitial(Headers headers) {
        if (!initialSaid) {
            initialSaid = true;
            Outgoing.metadata(headers, initial);
        }
    }

    private void writeEnd(End end) {
        MicroError error = end.error();
        if (error == null && clientLeft) {
            pipe.flush();
            return; // go-micro's client has closed, or waits for nothing
        }
        Headers headers = pipe.headers();
        MucpServer.addId(headers, id, stream);
        try {
            String text = Word.EOS;
            if (error == null) {
                headers.add(Word.ERROR, Word.EOS);
                headers.add(Word.X_ERROR, Word.EOS);
                addInitial(headers);
                Outgoing.trailers(headers, end.trailers());
            } else {
                text = MucpServer.addFailure(headers, end, error);
            }
            pipe.write(headers, seal.failure(text));
        } catch (CodecException e) {
            Headers instead = pipe.headers();
            MucpServer.addId(instead, id, stream);
            String text = MucpServer.addError(
                    instead, MicroError.of("", 500, "the end cannot be written: " + e.getMessage()));
            pipe.write(instead, seal.failure(text));
        }
        pipe.flush();
    }
}
