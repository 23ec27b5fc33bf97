package io.micro4j.testkit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gives back the words that it gets, by a method of each shape, and keeps what each call was told. One message has all of them, or each has one. */
final class WordService implements Acceptor {
    /** The entry of metadata that has the name of a call. */
    static final String NAME = "Name";

    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final List<String> WORDS = List.of("one", "two", "three");
    private static final List<String> ALL = List.of(String.join("", WORDS));

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** A call, by one of its sides. */
    record Call(String name, Told told) {}

    static Endpoint<StringValue, StringValue> endpoint(Shape shape) {
        return switch (shape) {
            case UNARY -> Endpoint.unary("words.Words", "Unary", TEXT, TEXT);
            case SERVER_STREAM -> Endpoint.serverStream("words.Words", "ServerStream", TEXT, TEXT);
            case CLIENT_STREAM -> Endpoint.clientStream("words.Words", "ClientStream", TEXT, TEXT);
            case BIDI_STREAM -> Endpoint.bidiStream("words.Words", "BidiStream", TEXT, TEXT);
        };
    }

    static List<String> requests(Shape shape) {
        return shape.streamsRequests() ? WORDS : ALL;
    }

    static List<String> replies(Shape shape) {
        return shape.streamsReplies() ? WORDS : ALL;
    }

    /** Returns the calls that came, in any order. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Route route(Head head) {
        for (Shape shape : Shape.values()) {
            if (head.endpoint().equals(endpoint(shape).name())) {
                return new Served(shape, head, calls);
            }
        }
        throw new AssertionError("Nobody calls " + head.endpoint());
    }

    private record Served(Shape shape, Head head, Queue<Call> calls) implements Route {
        @Override
        public Receiver accept(Socket replies) {
            Told told = new Replying(shape, replies);
            calls.add(new Call(String.valueOf(head.metadata().get(NAME)), told));
            replies.request(WORDS.size() + 1);
            return told;
        }
    }

    private static final class Replying extends Told {
        private final Shape shape;
        private final Socket replies;

        Replying(Shape shape, Socket replies) {
            this.shape = shape;
            this.replies = replies;
        }

        @Override
        public void message(Body body) {
            super.message(body);
            String text = messages().get(messages().size() - 1);
            switch (shape) {
                case UNARY -> {
                    send(text);
                    replies.end(End.OK);
                }
                case SERVER_STREAM -> {
                    WORDS.forEach(this::send);
                    replies.end(End.OK);
                }
                case BIDI_STREAM -> send(text);
                case CLIENT_STREAM -> {
                    // there may be more
                }
            }
        }

        @Override
        public void halfClosed() {
            super.halfClosed();
            if (shape == Shape.CLIENT_STREAM) {
                send(String.join("", messages()));
            }
            if (shape.streamsRequests()) {
                replies.end(End.OK);
            }
        }

        private void send(String text) {
            replies.send(Encoded.of(text.getBytes(UTF_8)));
        }
    }
}
