package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import org.jspecify.annotations.Nullable;

/** A call with one request and one reply, on the server. The reply waits for the end, so that both are one frame. */
final class UnarySession extends Demand implements Session, Runnable {
    private final MucpServer server;
    private final Pipe pipe;
    private final String name;
    private final @Nullable String id;
    private final @Nullable String stream;
    private final String contentType;
    private final Seal seal;

    // Written by whoever replies, read on the pipe's thread after run() was scheduled.
    private Metadata initial = Metadata.EMPTY;
    private @Nullable Encoded reply;
    private @Nullable End replyEnd;

    // The pipe's thread's.
    private @Nullable Receiver receiver;
    private boolean telling = true;
    private boolean ready;
    private boolean over;

    private volatile @Nullable Body waiting;

    UnarySession(MucpServer server, Pipe pipe, RequestHeaders request, Body body) {
        this.server = server;
        this.pipe = pipe;
        this.name = request.session();
        this.id = request.id();
        this.stream = request.stream();
        this.contentType = request.contentType();
        this.seal = request.seal();
        this.waiting = body;
        pipe.pause();
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
        this.receiver = receiver;
        telling = false;
        deliver();
        settle();
    }

    @Override
    public void request(int messages) {
        allow(messages);
        if (pipe.isOnThread()) {
            deliver();
            settle();
        } else if (waiting != null) {
            pipe.execute(this::deliverLater);
        }
    }

    @Override
    public void head(Metadata initial) {
        this.initial = initial;
    }

    @Override
    public boolean send(Encoded message) {
        reply = message;
        return true;
    }

    @Override
    public void end(End end) {
        replyEnd = end;
        if (pipe.isOnThread()) {
            run();
        } else {
            pipe.execute(this);
        }
    }

    @Override
    public void cancel(End why) {
        if (pipe.isOnThread()) {
            fail(why);
        } else {
            pipe.execute(() -> fail(why));
        }
    }

    /** The reply is there. */
    @Override
    public void run() {
        ready = true;
        settle();
    }

    @Override
    public void message(Body body) {
        fail(End.failed(MicroException.badRequest("this call takes one request, and a second one came")));
    }

    @Override
    public void endOfStream(boolean halfClose) {
        // the request was all that there is to say
    }

    @Override
    public void writable() {
        // a reply is taken in any case
    }

    @Override
    public void fail(End why) {
        if (telling) {
            pipe.execute(() -> fail(why));
        } else if (!over) {
            MicroError error = why.error() == null ? MicroError.of("", 499, "the call was cancelled") : why.error();
            write(End.failed(MicroException.of(error)));
            over(why);
        }
    }

    @Override
    public void lost(End why) {
        if (!over) {
            over = true;
            waiting = null;
            tellEnd(why);
        }
    }

    private void deliverLater() {
        deliver();
        settle();
    }

    private void deliver() {
        Body body = waiting;
        Receiver to = receiver;
        if (body == null || to == null || telling || over || !isThere()) {
            return;
        }
        waiting = null;
        telling = true;
        to.message(body);
        if (!ready && !over) {
            to.halfClosed();
        }
        telling = false;
    }

    /** Replies, unless the receiver is being told something: it is told one thing at a time. */
    private void settle() {
        End end = replyEnd;
        if (ready && !over && !telling && end != null) {
            over(write(end));
        }
    }

    private void over(End how) {
        over = true;
        waiting = null;
        server.finished("");
        tellEnd(how);
        pipe.resume();
    }

    private void tellEnd(End how) {
        Receiver to = receiver;
        if (to != null) {
            to.end(how);
        }
    }

    /** Returns what the receiver is told. */
    private End write(End end) {
        MicroError error = end.error();
        Encoded message = reply;
        if (error == null && message == null) {
            error = MicroError.of("", 500, "the handler ended the call without a reply");
        }
        try {
            if (error == null && message != null) {
                Encoded sealed = seal.reply(message);
                pipe.write(success(sealed, end), sealed);
            } else if (error != null) {
                fail(end, error);
            }
            pipe.flush();
            return End.OK;
        } catch (CodecException e) {
            return writeInstead(e);
        }
    }

    private End writeInstead(CodecException e) {
        MicroException failure = MicroException.internal("the reply cannot be written: " + e.getMessage())
                .because(e);
        fail(End.OK, failure.error());
        pipe.flush();
        return End.failed(failure);
    }

    private Headers success(Encoded message, End end) {
        Headers headers = pipe.headers();
        if (message.size() > 0) {
            headers.add(Word.CONTENT_TYPE, contentType);
        }
        MucpServer.addId(headers, id, stream);
        Outgoing.metadata(headers, initial);
        Outgoing.trailers(headers, end.trailers());
        return headers;
    }

    private void fail(End end, MicroError error) {
        Headers headers = pipe.headers();
        MucpServer.addId(headers, id, stream);
        String text = MucpServer.addFailure(headers, end, error);
        pipe.write(headers, seal.failure(text));
    }
}
