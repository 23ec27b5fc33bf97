package io.micro4j.client;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Deadline;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Hedging;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.call.Selection;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RoundRobinSelector;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands below a client, with a transport that a test answers for. For one thread, but for {@link Told#end}. */
final class RetryHarness implements AutoCloseable {
    static final Encoded HELLO = Encoded.of(new byte[5]);
    private static final MessageType<byte[]> BYTES = MessageType.of(byte[].class);
    static final Endpoint<byte[], byte[]> UNARY = Endpoint.unary("t.Test", "Unary", BYTES, BYTES);
    static final Endpoint<byte[], byte[]> UPLOAD = Endpoint.clientStream("t.Test", "Upload", BYTES, BYTES);

    final ScriptedTransport transport = new ScriptedTransport();
    final MemoryRegistry registry = new MemoryRegistry();
    final RoundRobinSelector selector = new RoundRobinSelector(registry);
    final ClientThreads threads = new ClientThreads();
    final Told told = new Told();
    final RetryingOpener opener;

    RetryHarness(RetryBudget budget) {
        opener = new RetryingOpener(
                transport, Selectors.of(selector), threads, new RetryCount(budget, System::nanoTime));
    }

    /** Makes a call of two given nodes, to its half-close. */
    Socket unary(Endpoint<?, ?> endpoint, int retries, Hedging hedging) {
        return send(
                call(endpoint, CallOptions.DEFAULT.withAddresses("a:1", "b:2").addresses(), retries, hedging, null));
    }

    Socket send(OutgoingCall call) {
        Socket socket = opener.open(call, told);
        socket.request(1);
        socket.send(HELLO);
        socket.end(End.OK);
        return socket;
    }

    /** @param addresses none for the registry */
    static OutgoingCall call(
            Endpoint<?, ?> endpoint, List<String> addresses, int retries, Hedging hedging, @Nullable Deadline until) {
        Head head = new Head("test", endpoint.name(), "application/octet-stream", 0, Metadata.EMPTY);
        return new OutgoingCall(endpoint, head, addresses, null, Selection.ANY, retries, hedging, until);
    }

    static End neverSent() {
        return End.failed(MicroException.unavailable("refused").asNeverSent());
    }

    static End broken() {
        return End.failed(MicroException.unavailable("connection reset"));
    }

    @Override
    public void close() {
        threads.close();
        selector.close();
    }

    /** Keeps what a caller is told. */
    static final class Told implements Receiver {
        final List<Body> messages = new ArrayList<>();
        volatile @Nullable End end;
        int ends;

        @Override
        public void message(Body body) {
            messages.add(body);
        }

        @Override
        public void end(End end) {
            ends++;
            this.end = end;
        }

        MicroException failure() {
            End told = end;
            if (told == null) {
                throw new AssertionError("the call goes on");
            }
            return told.toException();
        }
    }
}
