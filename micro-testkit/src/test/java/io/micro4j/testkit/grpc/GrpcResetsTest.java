package io.micro4j.testkit.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls a client may give up on one connection: {@code maxResets}. */
@Timeout(60)
final class GrpcResetsTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> TALK = Endpoint.bidiStream("talk.Talk", "Talk", TEXT, TEXT);

    /** Begins each call with a message, and says nothing more. */
    private static final Acceptor GREETING = head -> new Route() {
        @Override
        public Shape shape() {
            return Shape.BIDI_STREAM;
        }

        @Override
        public Receiver accept(Socket replies) {
            replies.send(Encoded.of(new byte[0]));
            return new Talk();
        }
    };

    @Test
    void whoGivesUpMoreThanIsAllowedLosesItsConnection() throws Exception {
        try (Transport server = GrpcTransport.open(options(2));
                Transport client = GrpcTransport.open(options(2))) {
            Node node = Node.of(server.listen("127.0.0.1:0", GREETING).address());
            Talk beside = open(client, node);

            for (int i = 0; i < 100 && !beside.end.isDone(); i++) {
                giveUp(open(client, node));
            }

            MicroError error = beside.end.get(20, SECONDS).error();
            assertThat(error).isNotNull();
            assertThat(error.detail()).contains("too many streams are reset");
        }
    }

    @Test
    void thousandsAtOnceAreBorne() throws Exception {
        try (Transport server = GrpcTransport.open(TransportOptions.DEFAULT);
                Transport client = GrpcTransport.open(TransportOptions.DEFAULT)) {
            Listener listener = server.listen("127.0.0.1:0", GREETING);
            Node node = Node.of(listener.address());
            Talk beside = open(client, node);

            for (int i = 0; i < 4_000; i++) {
                giveUp(open(client, node));
            }
            open(client, node).greeted.get(20, SECONDS);

            assertThat(beside.end).isNotDone();
        }
    }

    private static TransportOptions options(int maxResets) {
        return TransportOptions.DEFAULT.toBuilder().maxResets(maxResets).build();
    }

    private static Talk open(Transport client, Node node) {
        Talk talk = new Talk();
        Head head = new Head("talk", TALK.name(), "application/protobuf", 0, Metadata.EMPTY);
        talk.socket = client.open(node, TALK, head, talk);
        talk.socket.request(1);
        return talk;
    }

    private static void giveUp(Talk talk) throws Exception {
        CompletableFuture.anyOf(talk.greeted, talk.end).get(20, SECONDS);
        talk.socket.cancel(End.failed(MicroException.cancelled("the test gives up")));
    }

    /** One side of a call. */
    private static final class Talk implements Receiver {
        final CompletableFuture<Body> greeted = new CompletableFuture<>();
        final CompletableFuture<End> end = new CompletableFuture<>();
        Socket socket;

        @Override
        public void message(Body body) {
            greeted.complete(body);
        }

        @Override
        public void end(End how) {
            end.complete(how);
        }
    }
}
