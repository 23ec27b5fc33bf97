package io.micro4j.testkit.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection whose other end is gone without a word, as after a power failure, is not taken up for ever. */
@Timeout(60)
final class SilentPeerTest {
    private static final TransportOptions OPTIONS = TransportOptions.DEFAULT.toBuilder()
            .writeTimeout(Duration.ofMillis(500))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "grpc"})
    void callsGoOverANewConnectionOnceNothingHasComeForTheWriteTimeout(String wire) throws Exception {
        try (Transport transport = Talk.transport(wire, OPTIONS)) {
            String address = transport
                    .listen("127.0.0.1:0", Talk.serving(SilentPeerTest::echo))
                    .address();
            try (Swallowing proxy = new Swallowing(address)) {
                await("the first call").until(() -> call(transport, proxy.address()));

                proxy.swallow();
                assertThat(call(transport, proxy.address())).isFalse();

                await("a call over a new connection")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> call(transport, proxy.address()));
            }
        }
    }

    /** Returns whether a call was answered within a short time. */
    private static boolean call(Transport transport, String address) throws Exception {
        Talk talk = Talk.open(transport, address, new Talk());
        io.micro4j.transport.Socket socket = talk.socket.join();
        socket.request(1);
        socket.send(Encoded.of(new byte[10]));
        socket.end(End.OK);
        try {
            return talk.end.get(200, TimeUnit.MILLISECONDS).isOk();
        } catch (TimeoutException e) {
            socket.cancel(End.failed(MicroException.timeout("the test waits no longer")));
            return false;
        }
    }

    private static Receiver echo(io.micro4j.transport.Socket replies) {
        replies.request(Integer.MAX_VALUE);
        return new Receiver() {
            @Override
            public void message(Body body) {
                replies.send(Encoded.of(body.toByteArray()));
            }

            @Override
            public void halfClosed() {
                replies.end(End.OK);
            }

            @Override
            public void end(End end) {}
        };
    }

    /** Stands between a client and a server; forgets what passes over the connections that it has, once it is told to. */
    private static final class Swallowing implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int port;
        private volatile AtomicBoolean swallowing = new AtomicBoolean();

        Swallowing(String server) throws IOException {
            port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
            start(this::accept);
        }

        String address() {
            return "127.0.0.1:" + listener.getLocalPort();
        }

        void swallow() {
            AtomicBoolean old = swallowing;
            swallowing = new AtomicBoolean();
            old.set(true);
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                    AtomicBoolean swallows = swallowing;
                    start(() -> pass(client, server, swallows));
                    start(() -> pass(server, client, swallows));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private static void pass(Socket from, Socket to, AtomicBoolean swallows) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!swallows.get()) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // either side has left
            }
        }

        private static void start(Runnable task) {
            Thread thread = new Thread(task, "swallowing proxy");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
