package io.micro4j.testkit.wires;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interceptor may put its own receiver before a call: one that throws ends its call, and none of the others on the connection. */
@Timeout(60)
final class ThrowingReceiverTest {
    private static final int CALLS = 50;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "grpc"})
    void atTheClient(String wire) throws Exception {
        try (Transport transport = Talk.transport(wire, TransportOptions.DEFAULT)) {
            String address =
                    transport.listen("127.0.0.1:0", Talk.serving(Echo::new)).address();
            List<Talk> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(Talk.open(transport, address, i % 5 == 0 ? new Throwing(i % 10 == 0) : new Talk()));
            }
            calls.forEach(ThrowingReceiverTest::ask);

            for (Talk call : calls) {
                End end = call.end.get(20, SECONDS);
                if (!(call instanceof Throwing)) {
                    assertThat(end).isEqualTo(End.OK);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "grpc"})
    void atTheServer(String wire) throws Exception {
        List<Receiver> served = new ArrayList<>();
        try (Transport transport = Talk.transport(wire, TransportOptions.DEFAULT)) {
            String address = transport
                    .listen("127.0.0.1:0", Talk.serving(replies -> {
                        Echo echo = new Echo(replies);
                        served.add(echo);
                        echo.isIll = served.size() % 5 == 0;
                        return echo;
                    }))
                    .address();
            List<Talk> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(Talk.open(transport, address, new Talk()));
            }
            calls.forEach(ThrowingReceiverTest::ask);

            int failed = 0;
            for (Talk call : calls) {
                failed += call.end.get(20, SECONDS).isOk() ? 0 : 1;
            }
            assertThat(failed).isEqualTo(CALLS / 5);
        }
    }

    private static void ask(Talk call) {
        Socket socket = call.socket.join();
        socket.request(Integer.MAX_VALUE);
        socket.send(Encoded.of(new byte[10]));
        socket.end(End.OK);
    }

    /** Throws when it is told a message, or the end. */
    private static final class Throwing extends Talk {
        private final boolean atOnce;

        Throwing(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void message(Body body) {
            if (atOnce) {
                throw new IllegalStateException("a message is more than this bears");
            }
        }

        @Override
        public void end(End how) {
            super.end(how);
            throw new IllegalStateException("the end is more than this bears");
        }
    }

    /** Sends back what comes, or throws. */
    private static final class Echo implements Receiver {
        private final Socket replies;
        private boolean isIll;

        Echo(Socket replies) {
            this.replies = replies;
            replies.request(Integer.MAX_VALUE);
        }

        @Override
        public void message(Body body) {
            if (isIll) {
                throw new IllegalStateException("ill");
            }
            replies.send(Encoded.of(body.toByteArray()));
        }

        @Override
        public void halfClosed() {
            replies.end(End.OK);
        }

        @Override
        public void end(End end) {}
    }
}
