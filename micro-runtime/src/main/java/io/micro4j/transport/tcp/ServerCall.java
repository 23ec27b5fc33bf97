package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The side that is called. */
final class ServerCall extends TcpCall {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final String ID = "go.micro.server";

    private final ServerConnection connection;
    private final Acceptor acceptor;
    private @Nullable Shape shape;
    private Metadata initial = Metadata.EMPTY;
    private boolean headWritten;

    ServerCall(ServerConnection connection, Acceptor acceptor) {
        this.connection = connection;
        this.acceptor = acceptor;
    }

    @Override
    Link link() {
        return connection;
    }

    @Override
    Session session() {
        return connection.session();
    }

    @Override
    int maxMessageBytes() {
        return connection.maxMessageBytes();
    }

    @Override
    public void head(Metadata initial) {
        this.initial = initial;
    }

    @Override
    public void work() {
        if (isOver()) {
            return;
        }
        End why = givenUp();
        if (why != null) {
            giveUp(why);
            return;
        }
        session().ready(this);
        deliver();
    }

    @Override
    void begin(Head head) {
        try {
            Route route = acceptor.route(head);
            shape = route.shape();
            if (shape.streamsReplies()) {
                sendsMany();
            }
            tell(route.accept(this));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Cannot start a call of " + head.endpoint() + " from " + peer(), e);
            refuse(MicroException.internal(head.endpoint() + " could not be started; the server's log says why"));
        }
    }

    @Override
    void inputEnded() {
        if (shape != null && !shape.streamsRequests() && messages() != 1) {
            refuse(MicroException.notImplemented(messages() + " requests came where one is expected"));
        } else {
            halfClosed();
        }
    }

    @Override
    void cancelled() {
        gone("the caller at " + peer() + " gave up the call", false);
    }

    @Override
    void gone(String why, boolean unseen) {
        session().forget(this);
        stopSending();
        endNow(End.failed(MicroException.cancelled(why)));
    }

    @Override
    void overdue(String what) {
        refuse(MicroException.timeout(what));
    }

    @Override
    void refuse(MicroException why) {
        if (!isOver()) {
            End end = End.failed(MicroException.of(why.error().orId(ID)));
            write(end);
            endNow(end);
        }
    }

    @Override
    boolean maySend() {
        return shape != null;
    }

    @Override
    boolean isSaidByLast(End end) {
        return end.isOk() && end.trailers().isEmpty();
    }

    @Override
    void beforeMessages() {
        if (!headWritten) {
            headWritten = true;
            if (!initial.isEmpty()) {
                writeHead();
            }
        }
    }

    @Override
    void writeEnd(End end, boolean isSaid) {
        if (isSaid) {
            session().forget(this);
        } else if (end.isOk() && shape != null && !shape.streamsReplies() && !hasSent()) {
            write(End.failed(MicroException.internal("the handler ended the call without a reply")));
        } else {
            write(end);
        }
        endNow(End.OK);
    }

    @Override
    void unwritable(CodecException why) {
        End end =
                End.failed(MicroException.of(MicroError.of(ID, 500, "the reply cannot be written: " + why.getMessage()))
                        .because(why));
        write(end);
        endNow(end);
    }

    @Override
    void giveUp(End why) {
        MicroError error = why.error() == null ? MicroError.of(ID, 499, "the call was cancelled") : why.error();
        write(End.failed(MicroException.of(error)));
        endNow(why);
    }

    @Override
    void finished() {
        stopSending();
    }

    private void writeHead() {
        Settings peer = session().theirs();
        if (initial.size() > peer.entries() || Block.most(initial) > peer.headBytes()) {
            refuse(MicroException.internal("the reply's metadata has more than the " + peer.headBytes() + " bytes and "
                    + peer.entries() + " entries that the caller takes"));
        } else {
            session().metadata(this, initial);
        }
    }

    /** Ends the call at the client, whatever it still sends. */
    private void write(End end) {
        session().end(this, end);
        session().forget(this);
    }

    @Override
    public String toString() {
        return "ServerCall[" + id + " from " + peer() + "]";
    }
}
