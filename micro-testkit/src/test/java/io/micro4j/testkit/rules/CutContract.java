package io.micro4j.testkit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.testkit.rules.WordService.Call;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.MucpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A connection that is cut at every byte, either way: the call ends once at both sides, neither takes a part for the whole, and the call is said to
 * be never sent only if the server never sees it.
 */
@Timeout(120)
abstract class CutContract {
    private static final int MOST_BYTES = 10_000;
    private static final int LIMIT_SECONDS = 20;

    private final Transport transport = open(TransportOptions.DEFAULT);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WordService service = new WordService();
    private final Listener listener = transport.listen("127.0.0.1:0", service);
    private final List<Call> made = new ArrayList<>();

    /** Opens a transport with threads of its own. */
    abstract Transport open(TransportOptions options);

    /** Returns whether the wire exchanges something before a call is written, so that a cut in that proves the call to be never sent. */
    boolean agreesFirst() {
        return true;
    }

    @AfterEach
    final void close() {
        transport.close();
        threads.shutdownNow();
    }

    @Test
    void onTheWayToTheServer() throws Exception {
        cut(Shape.UNARY, true, 1);
    }

    @Test
    void onTheWayBack() throws Exception {
        cut(Shape.UNARY, false, 1);
    }

    /** Makes calls, each cut after {@code step} bytes more than the one before, up to the first that nothing is cut off from. */
    final void cut(Shape shape, boolean toServer, int step) throws Exception {
        int bytes = 0;
        while (!call(shape, toServer, bytes).isOk()) {
            bytes += step;
            assertThat(bytes).as("bytes with which the call gets through").isLessThan(MOST_BYTES);
        }

        await("the server has seen every cut")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> listener.connections() == 0);
        transport.close();
        assertCalled(shape);
        assertServed(shape);
    }

    private End call(Shape shape, boolean toServer, int bytes) throws Exception {
        Call call = new Call("call cut after " + bytes + " bytes", new Told());
        made.add(call);
        try (Cutter cutter =
                new Cutter(listener.address(), threads, toServer ? bytes : MOST_BYTES, toServer ? MOST_BYTES : bytes)) {
            say(shape, open(shape, cutter.address(), call), call.told());
            return call.told().end().get(LIMIT_SECONDS, SECONDS);
        }
    }

    private Socket open(Shape shape, String address, Call call) {
        Endpoint<?, ?> endpoint = WordService.endpoint(shape);
        Metadata says = Metadata.of(Node.PROTOCOL, "mucp").with(MucpClient.HALF_CLOSE, "true");
        Metadata metadata = Metadata.of(WordService.NAME, call.name());
        Head head = new Head("words", endpoint.name(), "application/protobuf", 0, metadata);
        return transport.open(new Node(address, address, says), endpoint, head, call.told());
    }

    /** Says all; where replies come meanwhile, waits for one before the next request, so that a cut falls between any two of them. */
    private static void say(Shape shape, Socket socket, Told told) throws InterruptedException {
        socket.request(WordService.replies(shape).size() + 1);
        for (String request : WordService.requests(shape)) {
            if (!told.end().isDone()) {
                socket.send(Encoded.of(request.getBytes(UTF_8)));
                if (shape == Shape.BIDI_STREAM) {
                    told.awaitNews(LIMIT_SECONDS);
                }
            }
        }
        socket.end(End.OK);
    }

    private void assertCalled(Shape shape) {
        Set<String> served = new HashSet<>();
        service.calls().forEach(call -> served.add(call.name()));
        int neverSent = 0;
        int parts = 0;
        for (Call call : made) {
            assertTold(call, WordService.replies(shape));
            End end = call.told().end().join();
            if (end.isOk()) {
                assertThat(call.told().messages())
                        .as("replies, %s", call.name())
                        .isEqualTo(WordService.replies(shape));
                assertThat(served).contains(call.name());
            } else if (end.neverSent()) {
                neverSent++;
                assertThat(served).as("what the server saw").doesNotContain(call.name());
            } else {
                parts++;
            }
        }
        if (agreesFirst()) {
            assertThat(neverSent)
                    .as("cuts that prove the call to be never sent")
                    .isPositive();
        }
        assertThat(parts)
                .as("cuts behind which the server may have seen the call")
                .isPositive();
    }

    private void assertServed(Shape shape) {
        Set<String> names = new HashSet<>();
        made.forEach(call -> names.add(call.name()));
        for (Call call : service.calls()) {
            assertThat(names.remove(call.name()))
                    .as("made, and served once: %s", call.name())
                    .isTrue();
            assertTold(call, WordService.requests(shape));
            if (call.told().isHalfClosed()) {
                assertThat(call.told().messages())
                        .as("requests behind which nothing follows, %s", call.name())
                        .isEqualTo(WordService.requests(shape));
            }
        }
    }

    private static void assertTold(Call call, List<String> whole) {
        Told told = call.told();
        assertThat(told.ends()).as("ends, %s", call.name()).isEqualTo(1);
        assertThat(told.isToldLate()).as("told behind the end, %s", call.name()).isFalse();
        assertThat(told.messages())
                .as("messages, %s", call.name())
                .isEqualTo(
                        whole.subList(0, Math.min(whole.size(), told.messages().size())));
    }
}
