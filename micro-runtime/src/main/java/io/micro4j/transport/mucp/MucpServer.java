package io.micro4j.transport.mucp;

import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a pipe: makes calls of frames, one call at a time, as go-micro's server does.
 *
 * <p>Everything here happens on the pipe's thread.
 */
public final class MucpServer {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final String ID = "go.micro.server";

    private final Pipe pipe;
    private final Acceptor acceptor;
    private final Idle idle;
    private final RequestHeaders request = new RequestHeaders();
    private @Nullable Session session;
    private String lastStream = "";

    /** Told when no call goes on any more, so that the pipe may close or take the next. */
    @FunctionalInterface
    public interface Idle {
        /** No call goes on. May come while a frame is being taken. */
        void idle();
    }

    /** Returns the server's end of {@code pipe}. */
    public MucpServer(Pipe pipe, Acceptor acceptor, Idle idle) {
        this.pipe = pipe;
        this.acceptor = acceptor;
        this.idle = idle;
    }

    /** Takes a frame. The headers are read before this returns. */
    public void frame(Headers headers, Body body) {
        request.read(headers);
        Session current = session;
        if (current != null) {
            next(current, body);
        } else if (request.isEndOfStream()) {
            pipe.close(); // of a stream that is over, or never was: go-micro says nothing and closes
        } else if (!isLateMessage()) {
            start(headers, body);
        }
    }

    /** Returns whether a call goes on. */
    public boolean isBusy() {
        return session != null;
    }

    /** The pipe takes frames again. */
    public void writable() {
        if (session != null) {
            session.writable();
        }
    }

    /** The pipe is gone, and with it the caller. */
    public void closed() {
        Session current = session;
        if (current != null) {
            session = null;
            current.lost(End.failed(
                    MicroException.cancelled("the connection from " + pipe.peer() + " closed before the call ended")));
        }
    }

    /** Ends the call that goes on, if one does, here and at the client. The pipe stays. Returns whether one did. */
    public boolean fail(int code, String why) {
        Session current = session;
        if (current == null) {
            return false;
        }
        current.fail(End.failed(MicroException.of(MicroError.of(ID, code, why))));
        return true;
    }

    /** The session's last frame is written. */
    void finished(String stream) {
        session = null;
        lastStream = stream;
        idle.idle();
    }

    private void next(Session current, Body body) {
        if (!request.session().equals(current.name())) {
            current.fail(End.failed(MicroException.badRequest(
                    "a message of another call came before this one ended; use one connection a stream")));
            pipe.close();
        } else if (request.isEndOfStream()) {
            current.endOfStream(request.isHalfClose());
        } else if (request.error() != null) {
            current.fail(End.failed(MicroException.cancelled("the client ended the stream: " + request.error())));
        } else {
            message(current, body);
        }
    }

    private static void message(Session current, Body body) {
        Body message;
        try {
            message = current.seal().openRequest(body);
        } catch (CodecException e) {
            current.fail(End.failed(MicroException.badRequest(String.valueOf(e.getMessage()))));
            return;
        }
        current.message(message);
    }

    /** Returns whether the frame is one that was sent before its sender knew that its stream had ended. */
    private boolean isLateMessage() {
        return !lastStream.isEmpty() && lastStream.equals(request.stream());
    }

    private void start(Headers headers, Body body) {
        String encoding = request.contentEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            refuse(
                    415,
                    "the body is written as \"" + HeaderNames.printable(encoding)
                            + "\", which is not understood; send it as it is");
            return;
        }
        Body message;
        try {
            message = request.open(body);
        } catch (CodecException e) {
            refuse(400, String.valueOf(e.getMessage()));
            return;
        }
        Head head = request.head(headers);
        Session started = null;
        try {
            Route route = acceptor.route(head);
            started = switch (route.shape()) {
                case UNARY -> new UnarySession(this, pipe, request, message);
                case SERVER_STREAM, CLIENT_STREAM, BIDI_STREAM -> new StreamSession(this, pipe, request, route.shape());
            };
            session = started;
            Receiver receiver = route.accept(started);
            started.start(receiver);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Cannot start a call of " + head.endpoint() + " from " + pipe.peer(), e);
            failed(started, head.endpoint());
        }
    }

    private void failed(@Nullable Session started, String endpoint) {
        if (started == null) {
            refuse(500, endpoint + " could not be started; the server's log says why");
        } else {
            started.lost(End.failed(MicroException.internal(endpoint + " could not be started")));
            session = null;
            pipe.close();
        }
    }

    /** Answers a frame that no call is made of. */
    private void refuse(int code, String detail) {
        Headers refusal = pipe.headers();
        addId(refusal, request.id(), request.stream());
        pipe.write(refusal, request.seal().failure(addError(refusal, MicroError.of(ID, code, detail))));
        pipe.flush();
        idle.idle();
    }

    static void addId(Headers headers, @Nullable String id, @Nullable String stream) {
        if (id != null) {
            headers.add(Word.ID, id);
        }
        if (stream != null) {
            headers.add(Word.STREAM, stream);
        }
    }

    /** Adds {@code error}, and returns it as it is written. */
    static String addError(Headers headers, MicroError error) {
        String text = ErrorHeader.write(error);
        headers.add(Word.ERROR, text);
        headers.add(Word.X_ERROR, text);
        return text;
    }

    /** Adds how a call ended that failed, and returns its error as it is written. */
    static String addFailure(Headers headers, End end, MicroError error) {
        String text = addError(headers, error);
        if (end.neverSent()) {
            headers.add(Word.UNSTARTED, "true");
            if (error.code() == 503) {
                headers.add(Word.CONNECTION, "close"); // go-micro's clients read on: the server does not close
            }
        }
        Outgoing.trailers(headers, end.trailers());
        return text;
    }
}
