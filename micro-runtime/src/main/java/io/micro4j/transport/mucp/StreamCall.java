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
import io.micro4j.transport.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A call with any number of messages one way or both, on the client; the pipe is its own.
 *
 * <p>It is opened by a frame whose body nobody reads. Towards go-micro the end of the requests is the end of the call for its server, which may
 * still say something but never that it has ended: so an upload takes the first reply for the end, and a talk cannot end its requests first.
 */
final class StreamCall implements Socket, ClientPipe.User, Outbox.Writer {
    private static final Encoded EMPTY_JSON = Encoded.of("{}\n".getBytes(StandardCharsets.US_ASCII));

    private final ClientPipe pipe;
    private final CallHead head;
    private final Shape shape;
    private final boolean halfCloses;
    private final Receiver receiver;
    private final Seal seal;
    private final Inbox inbox;
    private final Outbox outbox;

    /** Counts at once, so that nothing that comes in before the pipe's thread has seen it is told. */
    private volatile @Nullable End givenUp;

    private boolean requestsEnded;
    private boolean replied;
    private boolean released;

    StreamCall(ClientPipe pipe, CallHead head, Shape shape, boolean halfCloses, Receiver receiver) {
        this.pipe = pipe;
        this.head = head;
        this.shape = shape;
        this.halfCloses = halfCloses;
        this.receiver = receiver;
        this.seal = head.seal();
        this.inbox = new Inbox(pipe);
        this.outbox = new Outbox(pipe, this);
    }

    void start() {
        pipe.execute(() -> {
            inbox.start(receiver);
            if (!released) {
                pipe.start(this, false);
            }
        });
    }

    @Override
    public String peer() {
        return pipe.peer();
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
    public void request(int messages) {
        inbox.request(messages);
    }

    @Override
    public void cancel(End why) {
        synchronized (this) {
            givenUp = givenUp == null ? why : givenUp;
        }
        pipe.execute(this::giveUp);
    }

    @Override
    public void opened() {
        try {
            Headers out = pipe.headers();
            head.first(out);
            pipe.write(out, seal.request(head.head().contentType().endsWith("json") ? EMPTY_JSON : Encoded.EMPTY));
        } catch (CodecException e) {
            release();
            inbox.endNow(End.failed(MicroException.badRequest(head + ": the call cannot be opened: " + e.getMessage())
                    .because(e)
                    .asNeverSent()));
            return;
        }
        outbox.open();
        pipe.flush();
    }

    @Override
    public void frame(Headers headers, Body body) {
        if (givenUp != null) {
            giveUp();
            return;
        }
        ReplyHeaders said = new ReplyHeaders(headers);
        if (!replied) {
            initial(said.initial());
        }
        if (said.isError()) {
            finish(said.error());
        } else if (said.isEndOfStream()) {
            finish(said.end());
        } else {
            PipeFailure mistake = said.mistaken(body, head.head().contentType(), pipe.peer());
            if (mistake == null) {
                open(said, body);
            } else {
                finish(mistake.end(head));
            }
        }
    }

    @Override
    public void writable() {
        outbox.drain();
    }

    @Override
    public void broken(PipeFailure why) {
        released = true;
        outbox.close();
        End first = givenUp;
        if (first == null) {
            inbox.endLast(why.end(head));
        } else {
            inbox.endNow(first);
        }
    }

    @Override
    public void write(Encoded message) {
        try {
            Headers out = pipe.headers();
            head.always(out);
            pipe.write(out, seal.request(message));
        } catch (CodecException e) {
            finish(End.failed(MicroException.badRequest(head + ": a request cannot be sent: " + e.getMessage())
                    .because(e)));
        }
    }

    @Override
    public void ended(End end) {
        requestsEnded = true;
        if (shape.streamsRequests() && !inbox.isEnding()) {
            endRequests();
        }
    }

    @Override
    public void room() {
        inbox.writable();
    }

    private void endRequests() {
        if (shape == Shape.BIDI_STREAM && !halfCloses) {
            finish(
                    End.failed(
                            MicroException.of(
                                    MicroError.of(
                                            "",
                                            501,
                                            head + ": " + pipe.peer()
                                                    + " is a go-micro server, whose wire has no end of requests before the end of"
                                                    + " the call. Keep the requests open until the last reply has come, as with an Exchange"))));
            return;
        }
        Headers out = pipe.headers();
        head.always(out);
        out.add(Word.ERROR, Word.EOS);
        if (halfCloses) {
            out.add(Word.HALF_CLOSE, "true");
        }
        pipe.write(out, seal.failure(Word.EOS));
        if (replied && !halfCloses) {
            finish(End.OK);
        }
    }

    private void giveUp() {
        End why = givenUp;
        if (why != null && !inbox.isOver()) {
            release();
            inbox.endNow(why);
        }
    }

    private void initial(Metadata initial) {
        if (!initial.isEmpty()) {
            inbox.head(initial);
        }
    }

    private void open(ReplyHeaders said, Body body) {
        Envelope.Opened opened;
        try {
            opened = seal.openReply(body);
        } catch (CodecException e) {
            finish(PipeFailure.unreadable(pipe.peer(), e).end(head));
            return;
        }
        if (opened.error().isEmpty()) {
            reply(opened.message());
        } else {
            finish(opened.error().equals(Word.EOS) ? said.end() : said.error(opened.error()));
        }
    }

    private void reply(Body body) {
        if (replied && !shape.streamsReplies()) {
            finish(PipeFailure.broken(pipe.peer() + " gave a second reply to a call that has one", null)
                    .end(head));
            return;
        }
        replied = true;
        inbox.message(body);
        if (!shape.streamsReplies() && requestsEnded && !halfCloses) {
            finish(End.OK);
        }
    }

    private void finish(End how) {
        release();
        inbox.endLast(how);
    }

    private void release() {
        if (!released) {
            released = true;
            outbox.close();
            pipe.done(false);
        }
    }
}
