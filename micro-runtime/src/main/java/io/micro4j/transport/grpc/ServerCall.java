package io.micro4j.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.call.GrpcCode;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.http2.ErrorCode;
import io.micro4j.transport.http2.HeaderList;
import io.micro4j.transport.http2.HpackEncoder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The side that is called. */
final class ServerCall extends GrpcCall {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final String ID = "go.micro.server";
    private static final int LONGEST_TYPE = 200;
    private static final int REPLY_HEAD = 512;

    private final ServerConnection connection;
    private final Acceptor acceptor;
    private @Nullable Shape shape;
    private String contentType = "application/grpc+proto";
    private Metadata initial = Metadata.EMPTY;
    private boolean headWritten;
    private boolean misencoded;
    private @Nullable GrpcCode ruled;
    private @Nullable PlainAnswer plain;
    private boolean plainWritten;

    ServerCall(ServerConnection connection, Acceptor acceptor) {
        this.connection = connection;
        this.acceptor = acceptor;
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
        pump();
        deliver();
    }

    @Override
    protected void headers(HeaderList headers, boolean last) {
        if (shape != null || plain != null || isOver()) {
            return; // trailers, which say nothing in gRPC
        }
        String type = headers.get(Words.CONTENT_TYPE);
        if (headers.isTooLarge()) {
            plain = new PlainAnswer(
                    "431", "the headers are larger than what is taken here (maxHeaderBytes, maxHeaders)");
        } else if (type == null || !Words.isGrpc(type)) {
            plain = new PlainAnswer(
                    "415",
                    "over HTTP/2 this port speaks gRPC, by POST with content-type application/grpc;"
                            + " make other calls over HTTP/1.1 (curl: --http1.1)");
        } else if (!"POST".equals(headers.get(":method"))) {
            plain = new PlainAnswer("405", "gRPC calls are made with POST");
        } else {
            contentType = type.length() > LONGEST_TYPE ? Words.GRPC : type;
            begin(headers);
            return;
        }
        boolean mayWait = headers.isTooLarge() || (type != null && type.startsWith(Words.GRPC));
        if (!last && mayWait) { // for the answer, before it says that its requests have ended
            plain.write(this);
        }
    }

    @Override
    protected void inputEnded() {
        if (plain != null) {
            if (!plainWritten) {
                plain.write(this);
            }
        } else if (isEnding()) {
            return;
        } else if (isPartial()) {
            refuse(MicroException.internal("the requests ended within a message"));
        } else if (shape != null && !shape.streamsRequests() && messages() != 1) {
            refuse(MicroException.notImplemented(messages() + " requests came where one is expected"));
        } else {
            halfClosed();
        }
    }

    @Override
    protected void gone(Gone why) {
        plain = null;
        stopSending();
        endNow(End.failed(MicroException.cancelled(
                why.byPeer() ? "the caller at " + peer() + " gave up the call: " + why.what() : why.what())));
    }

    @Override
    void refuse(MicroException why) {
        endWith(why);
        session().blame();
    }

    /** Ends the call at both sides. */
    void endWith(MicroException why) {
        if (!isOver()) {
            ruled = GrpcCode.of(why.error());
            End end = End.failed(MicroException.of(why.error().orId(ID)));
            writeTrailers(end);
            endNow(end);
        }
    }

    @Override
    boolean maySend() {
        return shape != null || plain != null;
    }

    @Override
    boolean endsWithMessage() {
        return false;
    }

    @Override
    void beforeMessages() {
        if (!headWritten) {
            String unfit = unfit(initial);
            if (unfit != null) {
                initial = Metadata.EMPTY;
                endWith(MicroException.internal("the reply's metadata " + unfit));
                return;
            }
            headWritten = true;
            HpackEncoder block = session().block();
            Words.reply(block, contentType, packs());
            Words.metadata(block, initial);
            session().headers(this, false);
        }
    }

    @Override
    void writeEnd(End end) {
        if (end.isOk() && !shape().streamsReplies() && !headWritten) {
            End missing = End.failed(MicroException.internal("the handler ended the call without a reply"));
            writeTrailers(missing);
        } else {
            writeTrailers(end);
        }
        endNow(End.OK);
    }

    @Override
    void unwritable(CodecException why) {
        End end =
                End.failed(MicroException.of(MicroError.of(ID, 500, "the reply cannot be written: " + why.getMessage()))
                        .because(why));
        writeTrailers(end);
        endNow(end);
    }

    @Override
    void giveUp(End why) {
        MicroError error = why.error() == null ? MicroError.of(ID, 499, "the call was cancelled") : why.error();
        writeTrailers(End.failed(MicroException.of(error)));
        endNow(why);
    }

    @Override
    void finished() {
        stopSending();
    }

    void writeHeaders(HpackEncoder block, boolean last) {
        session().headers(this, last);
    }

    private void begin(HeaderList headers) {
        Head head = connection.words().head(headers);
        try {
            Route route = acceptor.route(head);
            Shape shape = route.shape();
            this.shape = shape;
            if (shape.streamsReplies()) {
                sendsMany();
            }
            if (!shape.streamsRequests() && !Words.isGoMicro(headers)) {
                expectOne();
            }
            if (!route.isFound()) {
                ruled = GrpcCode.UNIMPLEMENTED;
            }
            End mistake = mistake(head, headers);
            if (mistake != null) {
                writeTrailers(mistake);
                endNow(mistake);
                return;
            }
            if (connection.compressFrom() > 0 && Words.takesGzip(headers.get(Words.ACCEPTED))) {
                packsFrom(connection.compressFrom());
            }
            Receiver receiver = route.accept(this);
            tell(receiver);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Cannot start a call of " + head.endpoint() + " from " + peer(), e);
            endWith(MicroException.internal(head.endpoint() + " could not be started; the server's log says why"));
        }
    }

    private @Nullable End mistake(Head head, HeaderList headers) {
        String encoding = headers.get(Words.ENCODING);
        if (encoding != null && encoding.equals(Gzip.NAME)) {
            unpacks();
        } else if (encoding != null && !encoding.equals("identity")) {
            misencoded = true;
            ruled = GrpcCode.UNIMPLEMENTED;
            return End.refused(MicroError.of(
                    ID, 501, "messages packed as \"" + encoding + "\" are not understood; use gzip or identity"));
        }
        if (head.timeoutNanos() < 0) {
            ruled = GrpcCode.INVALID_ARGUMENT;
            return End.refused(MicroError.of(ID, 400, "grpc-timeout is not at most eight digits and a unit"));
        }
        return null;
    }

    private Shape shape() {
        return shape == null ? Shape.UNARY : shape;
    }

    /** Returns what is wrong with {@code metadata}, if it cannot be sent. */
    private @Nullable String unfit(Metadata metadata) {
        String misnamed = Words.misnamed(metadata);
        if (misnamed != null) {
            return "has a name that no header can have";
        }
        long most = session().mostHeaderBytes() - REPLY_HEAD;
        return Words.most(metadata) <= most
                ? null
                : "has more than the " + most + " bytes that the caller takes (its maxHeaderBytes)";
    }

    /** Ends the call at the client, whatever it still sends. */
    private void writeTrailers(End end) {
        if (!initial.isEmpty() && !headWritten) {
            if (end.isOk() || unfit(initial) == null) {
                beforeMessages();
            }
            if (isOver()) {
                return;
            }
        }
        HpackEncoder block = session().block();
        if (!headWritten) {
            headWritten = true;
            Words.reply(block, contentType, false);
            if (misencoded) {
                block.repeated(Words.ACCEPTED, Gzip.NAME);
            }
        }
        Trailers.write(block, end, ruled, session().mostHeaderBytes());
        session().headers(this, true);
        if (!isInputOver()) {
            session().reset(this, ErrorCode.NO_ERROR);
        }
    }

    /** An answer to what is no call of gRPC's, once the request has ended. */
    private record PlainAnswer(String status, String text) {
        void write(ServerCall call) {
            byte[] body = text.getBytes(UTF_8);
            call.answerPlainly(status, body);
        }
    }

    private void answerPlainly(String httpStatus, byte[] body) {
        plainWritten = true;
        session().block().changing(":status", httpStatus).repeated(Words.CONTENT_TYPE, "text/plain; charset=utf-8");
        session().headers(this, false);
        writeLast(body);
    }

    @Override
    void lastWritten() {
        if (!isInputOver()) {
            session().reset(this, ErrorCode.NO_ERROR);
        }
    }

    @Override
    public String toString() {
        return "ServerCall[" + id() + " from " + peer() + "]";
    }
}
