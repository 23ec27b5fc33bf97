package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import org.jspecify.annotations.Nullable;

/** A call with one request and one reply, on the client. The request waits for its end, so that one task and one write do. */
final class UnaryCall extends Demand implements Socket, ClientPipe.User, Runnable {
    private final ClientPipe pipe;
    private final CallHead head;
    private final Receiver receiver;
    private final Seal seal;

    // Written by the caller, read on the pipe's thread after run() was scheduled.
    private Encoded request = Encoded.EMPTY;

    // The pipe's thread's.
    private boolean started;
    private boolean over;
    private @Nullable End end;

    private volatile @Nullable Body reply;

    /** Counts at once, so that nothing that comes in before the pipe's thread has seen it is told. */
    private volatile @Nullable End givenUp;

    UnaryCall(ClientPipe pipe, CallHead head, Receiver receiver) {
        this.pipe = pipe;
        this.head = head;
        this.receiver = receiver;
        this.seal = head.seal();
    }

    @Override
    public String peer() {
        return pipe.peer();
    }

    @Override
    public boolean send(Encoded message) {
        request = message;
        return true;
    }

    @Override
    public void end(End end) {
        pipe.execute(this);
    }

    @Override
    public void request(int messages) {
        allow(messages);
        if (reply != null) {
            if (pipe.isOnThread()) {
                deliver();
            } else {
                pipe.execute(this::deliver);
            }
        }
    }

    @Override
    public void cancel(End why) {
        synchronized (this) {
            givenUp = givenUp == null ? why : givenUp;
        }
        pipe.execute(this::giveUp);
    }

    /** The request is there. */
    @Override
    public void run() {
        if (!over && !started) {
            started = true;
            pipe.start(this, true);
        }
    }

    @Override
    public void opened() {
        Headers headers = pipe.headers();
        try {
            head.first(headers);
            pipe.write(headers, seal.request(request));
        } catch (CodecException e) {
            finish(
                    true,
                    End.failed(MicroException.badRequest(head + ": the request cannot be sent: " + e.getMessage())
                            .because(e)
                            .asNeverSent()));
            return;
        }
        request = Encoded.EMPTY;
        pipe.flush();
    }

    @Override
    public void frame(Headers headers, Body body) {
        if (givenUp != null) {
            giveUp();
            return;
        }
        ReplyHeaders said = new ReplyHeaders(headers);
        if (said.isError()) {
            finish(true, said.error());
        } else if (said.isEndOfStream()) {
            finish(
                    false,
                    PipeFailure.broken(pipe.peer() + " ended the call without a reply", null)
                            .end(head));
        } else {
            PipeFailure mistake = said.mistaken(body, head.head().contentType(), pipe.peer());
            if (mistake == null) {
                open(said, body);
            } else {
                finish(true, mistake.end(head));
            }
        }
    }

    @Override
    public void writable() {
        // the request is taken in any case
    }

    @Override
    public void broken(PipeFailure why) {
        if (!over) {
            End first = givenUp;
            over = true;
            receiver.end(first == null ? why.end(head) : first);
        }
    }

    private void open(ReplyHeaders said, Body body) {
        Envelope.Opened opened;
        try {
            opened = seal.openReply(body);
        } catch (CodecException e) {
            finish(false, PipeFailure.unreadable(pipe.peer(), e).end(head));
            return;
        }
        if (opened.error().isEmpty()) {
            replied(said, opened.message());
        } else {
            finish(true, said.error(opened.error()));
        }
    }

    private void replied(ReplyHeaders said, Body body) {
        pipe.done(true); // first, so that the caller's next call finds it
        Metadata initial = said.initial();
        if (!initial.isEmpty()) {
            receiver.head(initial);
        }
        end = said.end();
        reply = body;
        deliver();
    }

    private void deliver() {
        Body body = reply;
        End how = end;
        if (body == null || how == null || over || !isThere()) {
            return;
        }
        over = true;
        reply = null;
        receiver.message(body);
        receiver.end(how);
    }

    private void giveUp() {
        End why = givenUp;
        if (!over && why != null) {
            if (end == null) {
                pipe.done(!started);
            }
            over = true;
            receiver.end(why);
        }
    }

    private void finish(boolean reusable, End how) {
        if (!over) {
            over = true;
            pipe.done(reusable);
            receiver.end(how);
        }
    }
}
