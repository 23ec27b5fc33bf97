package io.micro4j.testkit.wires;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.Shape;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One side of one call on the wire, which notes what it is told. */
class Talk implements Receiver {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    static final Endpoint<StringValue, StringValue> BIDI = Endpoint.bidiStream("talk.Talk", "Bidi", TEXT, TEXT);

    final CompletableFuture<Socket> socket = new CompletableFuture<>();
    final CompletableFuture<End> end = new CompletableFuture<>();
    final AtomicInteger messages = new AtomicInteger();

    @Override
    public void message(Body body) {
        messages.incrementAndGet();
    }

    @Override
    public void end(End how) {
        end.complete(how);
    }

    static Transport transport(String name, TransportOptions options) {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(options);
    }

    /** Begins a call at {@code address} in which {@code talk} listens. */
    static <T extends Talk> T open(Transport transport, String address, T talk) {
        Head head = new Head("talk", BIDI.name(), "application/protobuf", 0, Metadata.EMPTY);
        talk.socket.complete(transport.open(Node.of(address), BIDI, head, talk));
        return talk;
    }

    /** Takes calls, each with the receiver that {@code made} makes of its socket. */
    static Acceptor serving(Function<Socket, Receiver> made) {
        return head -> new Route() {
            @Override
            public Shape shape() {
                return Shape.BIDI_STREAM;
            }

            @Override
            public Receiver accept(Socket replies) {
                return made.apply(replies);
            }
        };
    }
}
