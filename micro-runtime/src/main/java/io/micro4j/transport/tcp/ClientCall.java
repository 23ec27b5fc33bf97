package io.micro4j.transport.tcp;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;

/** The side that calls. A call with one request begins on the wire when its request is there, any other at once. */
final class ClientCall extends TcpCall {
    private static final String ID = "go.micro.client.transport";
    private static final int MOST_MOVES = 3;

    private final Endpoint<?, ?> endpoint;
    private final Head head;
    private volatile ClientConnection connection;
    private boolean begun;
    private boolean admitted;
    private boolean headWritten;
    private boolean headCame;
    private byte moves;

    ClientCall(ClientConnection connection, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.head = head;
        tell(replies);
        if (endpoint.shape().streamsRequests()) {
            sendsMany();
        }
    }

    /** Begins at once, if requests may follow replies. */
    void start() {
        if (endpoint.shape().streamsRequests()) {
            connection.queue().add(this);
        }
    }

    /** Goes over another connection, since nothing was said yet. Returns whether it may. */
    boolean move(ClientConnection other) {
        begun = false;
        connection = other;
        return moves++ < MOST_MOVES;
    }

    Endpoint<?, ?> endpoint() {
        return endpoint;
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
    public void work() {
        if (isOver()) {
            return;
        }
        if (connection.isElsewhere()) { // it moved while it waited in the queue of the connection it had before
            connection.queue().add(this);
            return;
        }
        End why = givenUp();
        if (why != null) {
            giveUp(why);
            return;
        }
        if (!begun && (endpoint.shape().streamsRequests() || said() != null)) {
            begun = true;
            connection.begin(this);
        } else if (admitted) {
            session().ready(this);
        }
        deliver();
    }

    /** There is room for it on the connection: opens it. */
    void admit() {
        if (isOver()) {
            return;
        }
        Settings peer = session().theirs();
        long most = Heads.most(head);
        if (most > peer.headBytes() || head.metadata().size() > peer.entries()) {
            endNow(End.failed(failure(
                            431,
                            "takes " + peer.headBytes() + " bytes and " + peer.entries()
                                    + " entries of metadata at most, but the call has " + most + " and "
                                    + head.metadata().size() + ". Send less metadata, or raise maxHeaderBytes"
                                    + " and maxHeaders there")
                    .asNeverSent()));
            return;
        }
        admitted = true;
        if (endpoint.shape().streamsRequests()) {
            beforeMessages();
        }
        if (turn()) {
            session().ready(this);
        }
    }

    /** It cannot be made. */
    void unreachable(MicroException why) {
        endNow(End.failed(why.asNeverSent()));
    }

    @Override
    boolean maySend() {
        return admitted;
    }

    @Override
    boolean isSaidByLast(End end) {
        return true;
    }

    @Override
    void beforeMessages() {
        if (!headWritten) {
            headWritten = true;
            session().call(this, head);
        }
    }

    @Override
    void writeEnd(End end, boolean isSaid) {
        if (!isSaid) {
            session().bare(Frame.DONE, id);
        }
    }

    @Override
    void unwritable(CodecException why) {
        MicroException failure = MicroException.badRequest(endpoint + ": a request cannot be sent: " + why.getMessage())
                .because(why);
        boolean neverSent = !headWritten;
        abandon();
        endLast(End.failed(neverSent ? failure.asNeverSent() : failure));
    }

    @Override
    void giveUp(End why) {
        abandon();
        endNow(why);
    }

    @Override
    void finished() {
        stopSending();
    }

    @Override
    void metadata(Metadata initial) throws Fault {
        if (headCame || messages() > 0) {
            throw Fault.protocol("METADATA came twice, or after a message");
        }
        headCame = true;
        tellHead(initial);
    }

    @Override
    void inputEnded() {
        ended(End.OK);
    }

    @Override
    void ended(End end) {
        stopSending();
        session().forget(this);
        if (end.isOk() && isInMessage()) {
            endLast(End.failed(failure(500, "ended the call within a message")));
        } else if (end.isOk() && !endpoint.shape().streamsReplies() && messages() != 1) {
            endNow(End.failed(failure(501, "gave " + messages() + " replies to a call that has one")));
        } else {
            endLast(end);
        }
    }

    @Override
    void overdue(String what) {
        abandon();
        endLast(End.failed(failure(408, "is too slow: " + what)));
    }

    @Override
    void gone(String why, boolean unseen) {
        stopSending();
        session().forget(this);
        if (unseen || !headWritten) {
            endLast(End.failed(failure(503, "did not take the call: " + why).asNeverSent()));
        } else {
            endLast(End.failed(failure(500, "ended the call: " + why)));
        }
    }

    @Override
    void refuse(MicroException why) {
        abandon();
        endLast(End.failed(MicroException.of(MicroError.of(
                ID,
                why.code(),
                endpoint + ": " + connection.peer() + " answered with what cannot be taken: " + why.detail()))));
    }

    private void abandon() {
        stopSending();
        connection.forget(this);
        if (headWritten) {
            session().bare(Frame.CANCEL, id);
            session().forget(this);
        }
    }

    private MicroException failure(int code, String what) {
        return MicroException.of(MicroError.of(ID, code, endpoint + ": " + connection.peer() + " " + what));
    }

    @Override
    public String toString() {
        return "ClientCall[" + endpoint + " at " + connection.peer() + "]";
    }
}
