package io.micro4j.server;

import io.micro4j.broker.Event;
import io.micro4j.broker.Receipt;
import io.micro4j.broker.Receipt.Result;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of an event that was sent to the server itself, and not through a broker, to the subscribers of its topic. Where there are none, all is well.
 * Source: go-micro v6, {@code server/rpc_event.go}.
 */
record EventRoute(Serving serving, Subscribers subscribers, Head head) implements Route {
    private static final String ID = "go.micro.server";

    @Override
    public Shape shape() {
        return Shape.UNARY;
    }

    @Override
    public Receiver accept(Socket replies) {
        serving.opened();
        End closing = serving.closing();
        if (closing == null) {
            replies.request(1);
        } else {
            replies.end(closing);
        }
        return new Taker(replies);
    }

    private End answer(List<Receipt> receipts) {
        String failures = receipts.stream()
                .filter(receipt -> receipt.result() != Result.HANDLED)
                .map(receipt -> "subscriber error: " + receipt.detail())
                .collect(Collectors.joining("\n"));
        if (failures.isEmpty()) {
            return End.OK;
        }
        serving.failed();
        boolean untouched = receipts.stream().allMatch(receipt -> receipt.result() == Result.BUSY);
        MicroError error = MicroError.of(ID, untouched ? 503 : 500, failures);
        return End.answered(error, Metadata.EMPTY, untouched);
    }

    private final class Taker implements Receiver {
        private final Socket replies;

        Taker(Socket replies) {
            this.replies = replies;
        }

        @Override
        public void message(Body body) {
            Metadata headers = head.metadata().with(Event.CONTENT_TYPE, head.contentType());
            String topic = String.valueOf(headers.get(Head.TOPIC));
            var unused = subscribers
                    .deliver(new Event(topic, headers, body.toByteArray()))
                    .thenAccept(receipts -> {
                        End end = answer(receipts);
                        if (end.isOk()) {
                            replies.send(Encoded.EMPTY);
                        }
                        replies.end(end);
                    });
        }

        @Override
        public void end(End end) {
            serving.closed();
        }
    }
}
