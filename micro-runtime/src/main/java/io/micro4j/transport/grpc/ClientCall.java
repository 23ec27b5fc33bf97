package io.micro4j.transport.grpc;

import io.micro4j.call.Endpoint;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.http2.ErrorCode;
import io.micro4j.transport.http2.HeaderList;
import org.jspecify.annotations.Nullable;

/** The side that calls. A call with one request begins on the wire when its request is there, any other at once. */
final class ClientCall extends GrpcCall {
    private static final String ID = "go.micro.client.transport";

    private final Endpoint<?, ?> endpoint;
    private final Head head;
    private volatile ClientConnection connection;
    private boolean begun;
    private boolean admitted;
    private boolean headWritten;
    private boolean answered;
    private int moves;

    ClientCall(ClientConnection connection, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.head = head;
        packsFrom(connection.compressFrom());
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
        return moves++ < 3;
    }

    @Override
    GrpcLink link() {
        return connection;
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
        } else {
            pump();
        }
        deliver();
    }

    /** There is room for it on the connection. */
    void opened() {
        if (isOver()) {
            return;
        }
        MicroException refusal = refusal();
        if (refusal != null) {
            endNow(End.failed(refusal.asNeverSent()));
            return;
        }
        admitted = true;
        if (endpoint.shape().streamsRequests()) {
            beforeMessages();
        }
        pump();
    }

    /** Returns why its headers cannot be sent, if so. */
    private @Nullable MicroException refusal() {
        String misnamed = Words.misnamed(head.metadata());
        if (misnamed != null) {
            return MicroException.badRequest(endpoint + ": metadata cannot be named \"" + printable(misnamed)
                    + "\"; use letters, digits and hyphens only");
        }
        long most = Words.most(endpoint.path(), connection.peer(), head);
        long taken = session().mostHeaderBytes();
        return most <= taken
                ? null
                : failure(
                        431,
                        "takes " + taken + " bytes of headers at most, but the call has " + most
                                + ". Send less metadata, or raise maxHeaderBytes there");
    }

    private static String printable(String name) {
        return (name.length() > 64 ? name.substring(0, 64) + "…" : name).replaceAll("\\p{Cntrl}", "?");
    }

    /** It cannot be made. */
    void unreachable(MicroException why) {
        endNow(End.failed(why.asNeverSent()));
    }

    Endpoint<?, ?> endpoint() {
        return endpoint;
    }

    @Override
    boolean maySend() {
        return admitted;
    }

    @Override
    boolean endsWithMessage() {
        return true;
    }

    @Override
    void beforeMessages() {
        if (!headWritten) {
            headWritten = true;
            session().open(this);
            connection
                    .words()
                    .request(
                            session().block(),
                            connection.isEncrypted(),
                            endpoint.path(),
                            connection.peer(),
                            head,
                            packs());
            session().headers(this, false);
        }
    }

    @Override
    void writeEnd(End end) {
        beforeMessages();
        session().data(this, new byte[0], 0, 0, true);
    }

    @Override
    void unwritable(CodecException why) {
        MicroException failure = MicroException.badRequest(endpoint + ": a request cannot be sent: " + why.getMessage())
                .because(why);
        boolean neverSent = !headWritten;
        abandon();
        tellEnd(End.failed(neverSent ? failure.asNeverSent() : failure));
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
    protected void headers(HeaderList headers, boolean last) {
        if (isEnding()) {
            return;
        }
        if (headers.isTooLarge()) {
            fail(429, "answered with headers that are larger than what is taken here (maxHeaderBytes, maxHeaders)");
            return;
        }
        String status = headers.get(":status");
        if (status != null && status.startsWith("1")) {
            return; // an interim response
        }
        End end = last ? Trailers.read(headers) : null;
        if (end != null) {
            ended(end);
        } else if (answered || status == null) {
            fail(GrpcCode.UNKNOWN, "ended the call without saying how it went");
        } else {
            answered = true;
            begins(status, headers);
        }
    }

    @Override
    protected void inputEnded() {
        if (!isEnding()) {
            fail(500, isPartial() ? "ended the call within a message" : "ended the call without saying how it went");
        } else if (!isOutputOver()) {
            session().reset(this, ErrorCode.NO_ERROR);
        }
    }

    @Override
    protected void gone(Gone why) {
        if ((why.unseen() && !answered) || !headWritten) {
            tellEnd(End.failed(
                    failure(503, "did not take the call: " + why.what()).asNeverSent()));
        } else {
            tellEnd(End.failed(failure(code(why), "ended the call: " + why.what())));
        }
    }

    @Override
    void refuse(MicroException why) {
        abandon();
        tellEnd(End.failed(MicroException.of(MicroError.of(
                ID,
                why.code(),
                endpoint + ": " + connection.peer() + " answered with what cannot be taken: " + why.detail()))));
    }

    private void begins(String status, HeaderList headers) {
        String contentType = headers.get(Words.CONTENT_TYPE);
        if (status.equals("431")) {
            abandon();
            tellEnd(End.failed(failure(
                            431,
                            "takes fewer headers than the " + head.metadata().size()
                                    + " entries of metadata of the call. Send less, or raise maxHeaders and maxHeaderBytes there")
                    .asNeverSent()));
            return;
        }
        if (!status.equals("200") || contentType == null || !Words.isGrpc(contentType)) {
            fail(
                    codeOfHttp(status),
                    "answered " + status + " with " + (contentType == null ? "no content type" : contentType)
                            + ", which is no answer of gRPC. Is it a gRPC server?");
            return;
        }
        String encoding = headers.get(Words.ENCODING);
        if (encoding != null && encoding.equals(Gzip.NAME)) {
            unpacks();
        } else if (encoding != null && !encoding.equals("identity")) {
            fail(500, "packs messages as \"" + encoding + "\", which was not asked for");
            return;
        }
        Receiver replies = receiver();
        if (replies != null && givenUp() == null) {
            var initial = Words.metadata(headers);
            if (!initial.isEmpty()) {
                tellHead(initial);
            }
        }
    }

    private void ended(End end) {
        if (isPartial() && end.isOk()) {
            fail(500, "ended the call within a message");
        } else if (end.isOk() && !endpoint.shape().streamsReplies() && messages() != 1) {
            abandon();
            endNow(End.failed(failure(501, "gave " + messages() + " replies to a call that has one")));
        } else {
            tellEnd(end);
        }
    }

    private void fail(int code, String what) {
        abandon();
        tellEnd(End.failed(failure(code, what)));
    }

    private void fail(GrpcCode code, String what) {
        abandon();
        tellEnd(End.failed(failure(code.microCode(), what)
                .withTrailers(Metadata.of(GrpcStatus.CODE, Integer.toString(code.number())))));
    }

    /** Returns the code for a response without a status of gRPC's: grpc/grpc, doc/http-grpc-status-mapping.md. */
    private static GrpcCode codeOfHttp(String status) {
        return switch (status) {
            case "400" -> GrpcCode.INTERNAL;
            case "401" -> GrpcCode.UNAUTHENTICATED;
            case "403" -> GrpcCode.PERMISSION_DENIED;
            case "404" -> GrpcCode.UNIMPLEMENTED;
            case "429", "502", "503", "504" -> GrpcCode.UNAVAILABLE;
            default -> GrpcCode.UNKNOWN;
        };
    }

    /** Tells the end behind what came; at once if more came than anybody will ask for. */
    private void tellEnd(End end) {
        if (!endpoint.shape().streamsReplies() && messages() > 1) {
            endNow(end);
        } else {
            endLast(end);
        }
    }

    private void abandon() {
        stopSending();
        connection.forget(this);
        if (headWritten) {
            session().reset(this, ErrorCode.CANCEL);
        }
    }

    private MicroException failure(int code, String what) {
        return MicroException.of(MicroError.of(ID, code, endpoint + ": " + connection.peer() + " " + what));
    }

    private static int code(Gone why) {
        return switch (why.code()) {
            case ErrorCode.CANCEL -> why.byPeer() ? 499 : 500;
            case ErrorCode.REFUSED_STREAM -> 503;
            case ErrorCode.ENHANCE_YOUR_CALM -> 429;
            case ErrorCode.INADEQUATE_SECURITY -> 403;
            default -> 500;
        };
    }

    @Override
    public String toString() {
        return "ClientCall[" + endpoint + " at " + connection.peer() + "]";
    }
}
