package io.micro4j.testkit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Node;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that is cut at every byte, either way: the call ends once, and is said to be never sent only if the server never saw it. */
@Timeout(120)
abstract class CutContract {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("cut.Cut", "Echo", TEXT, TEXT);
    private static final int MOST_BYTES = 2_000;

    private final Transport transport = open(TransportOptions.DEFAULT);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Listener listener = transport.listen("127.0.0.1:0", head -> new Echo(head, seen));

    /** Opens a transport with threads of its own. */
    abstract Transport open(TransportOptions options);

    /** Returns whether the wire exchanges something before a call is written, so that a cut in that proves the call to be never sent. */
    boolean agreesFirst() {
        return true;
    }

    @AfterEach
    void close() {
        transport.close();
        threads.shutdownNow();
    }

    @Test
    void onTheWayToTheServer() throws Exception {
        cutAtEveryByte(true);
    }

    @Test
    void onTheWayBack() throws Exception {
        cutAtEveryByte(false);
    }

    private void cutAtEveryByte(boolean toServer) throws Exception {
        int neverSent = 0;
        int unknown = 0;
        for (int bytes = 0; bytes < MOST_BYTES; bytes++) {
            String name = "call " + bytes;
            Told told = new Told();
            try (Cutter cutter = new Cutter(
                    listener.address(), threads, toServer ? bytes : MOST_BYTES, toServer ? MOST_BYTES : bytes)) {
                call(cutter.address(), name, told);
                End end = told.end.get(20, SECONDS);
                if (end.isOk()) {
                    assertThat(seen).contains(name);
                    if (agreesFirst()) {
                        assertThat(neverSent)
                                .as("cuts before the call was written")
                                .isPositive();
                    }
                    assertThat(unknown).as("cuts after the call was written").isPositive();
                    return;
                }
                if (end.neverSent()) {
                    neverSent++;
                    assertThat(seen)
                            .as("what the server saw, cut after %s bytes", bytes)
                            .doesNotContain(name);
                } else {
                    unknown++;
                }
            }
            assertThat(told.ends).as("ends, cut after %s bytes", bytes).hasValue(1);
        }
        throw new AssertionError("The call did not get through within " + MOST_BYTES + " bytes");
    }

    private void call(String address, String name, Told told) {
        Head head = new Head("cut", ECHO.name(), "application/protobuf", 0, Metadata.of("Name", name));
        Socket socket = transport.open(Node.of(address), ECHO, head, told);
        socket.request(1);
        socket.send(Encoded.of("hello".getBytes(UTF_8)));
        socket.end(End.OK);
    }

    /** What a caller is told. */
    private static final class Told implements Receiver {
        final CompletableFuture<End> end = new CompletableFuture<>();
        final AtomicInteger ends = new AtomicInteger();

        @Override
        public void message(Body body) {
            // only the end matters
        }

        @Override
        public void end(End how) {
            ends.incrementAndGet();
            end.complete(how);
        }
    }

    /** Gives back what it gets. */
    private record Echo(Head head, Set<String> seen) implements Route {
        @Override
        public Shape shape() {
            return Shape.UNARY;
        }

        @Override
        public Receiver accept(Socket replies) {
            seen.add(String.valueOf(head.metadata().get("Name")));
            replies.request(1);
            return new Receiver() {
                @Override
                public void message(Body body) {
                    replies.send(Encoded.of(body.toByteArray()));
                    replies.end(End.OK);
                }

                @Override
                public void end(End end) {
                    // the client is asked
                }
            };
        }
    }

    /** Lets so many bytes of one connection pass each way, then closes it at both sides. */
    private static final class Cutter implements AutoCloseable {
        private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final String target;

        Cutter(String target, ExecutorService threads, int toServer, int toClient) throws IOException {
            this.target = target;
            threads.execute(() -> serve(threads, toServer, toClient));
        }

        String address() {
            return "127.0.0.1:" + port.getLocalPort();
        }

        private void serve(ExecutorService threads, int toServer, int toClient) {
            int colon = target.lastIndexOf(':');
            try (java.net.Socket client = port.accept();
                    java.net.Socket server = new java.net.Socket(
                            target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
                port.close();
                threads.execute(() -> pass(server, client, toClient));
                pass(client, server, toServer);
            } catch (IOException e) {
                // the test is over
            }
        }

        /** Returns once one of the two has closed, and closes the other. */
        private static void pass(java.net.Socket from, java.net.Socket to, int bytes) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int passed = 0; passed < bytes; passed++) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    to.getOutputStream().write(next);
                }
            } catch (IOException e) {
                // the other direction was cut
            }
        }

        @Override
        public void close() throws IOException {
            port.close();
        }
    }
}
