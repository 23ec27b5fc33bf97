package io.micro4j.integration.go;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.integration.go.ScriptedServer.Answer;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies in every form that is allowed, which go-micro's clients take, and in some that are not. */
@Tag("slow")
final class RepliesTest {
    private static final CallOptions JSON = CallOptions.DEFAULT.withContentType("application/json");
    private static final Tick REQUEST = Tick.newBuilder().setText("first").build();
    private static final String BODY = "{\"text\":\"first\"}\n";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String PLAIN = HEAD + "Content-Length: 17\r\n\r\n" + BODY;

    /** Content-Length, chunks, names in lower case, another content type: what a server may say to a go-micro client. */
    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void goTakesEveryFormOfReply(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version)) {
            for (String reply : new String[] {
                PLAIN,
                HEAD + "Transfer-Encoding: chunked\r\n\r\n11\r\n" + BODY + "\r\n0\r\n\r\n",
                PLAIN.replace("Content-Length", "content-length").replace("Content-Type", "content-type"),
                PLAIN.replace("application/json", "application/x-other")
            }) {
                assertThat(answeredBy(go, reply).reply()).as(reply).isEqualTo(REQUEST);
            }
        }
    }

    /** Why a server must register what it speaks: without, a go-micro client falls back to envelopes of old. */
    @ParameterizedTest
    @CsvSource({
        "V5, application/json, application/json-rpc", "V5, application/protobuf, application/proto-rpc",
        "V4, application/json, application/json-rpc", "V4, application/protobuf, application/proto-rpc"
    })
    void goFallsBackWhereANodeDoesNotSayWhatItSpeaks(GoVersion version, String asked, String sent) throws Exception {
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        try (ScriptedServer server = new ScriptedServer(request -> {
                    requests.add(request);
                    return new Answer(PLAIN.getBytes(UTF_8), true);
                });
                GoPeer go = GoPeer.start(version)) {
            GoCommand node = GoCommand.of("register").with("Service", "peer").with("Address", server.address());
            assertThat(go.run(node, Calls.LIMIT).error()).isNull();

            new GoCalls(go, "").unary("Count", REQUEST, CallOptions.DEFAULT.withContentType(asked));

            assertThat(requests.poll(1, TimeUnit.SECONDS)).contains("\r\nContent-Type: " + sent + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "503 Service Unavailable"})
    void goTakesNoOtherStatusForAReply(String status) throws Exception {
        try (GoPeer go = GoPeer.start(GoVersion.V5)) {
            Outcome outcome = answeredBy(go, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");

            assertThat(outcome.failure().id()).isEqualTo("go.micro.client.transport");
            assertThat(outcome.failure().detail()).contains(status.substring(0, 3));
        }
    }

    /** Why a server must answer with status 200 and a whole body whatever has happened. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n\n\005",
                "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
            })
    void goV4TakesWhatIsNoReplyForAnEmptyMessage(String reply) throws Exception {
        try (GoPeer go = GoPeer.start(GoVersion.V4);
                ScriptedServer server = new ScriptedServer(request -> new Answer(reply.getBytes(UTF_8), true))) {
            Outcome outcome = new GoCalls(go, server.address())
                    .unary("Count", REQUEST, CallOptions.DEFAULT.withContentType("application/protobuf"));

            assertThat(outcome.reply()).isEqualTo(Tick.getDefaultInstance());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnope",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\noops",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "\000\001\002\003\004\005\006\007",
                "\r\n\r\n\r\n\r\n"
            })
    void javaTellsGarbageFromAReply(String garbage) throws Exception {
        try (ScriptedServer server = new ScriptedServer(request -> new Answer(garbage.getBytes(UTF_8), true));
                Client client = JavaSide.client()) {
            Outcome outcome = new JavaCalls(client, server.address()).unary("Count", REQUEST, JSON);

            assertThat(outcome.failure().detail().toLowerCase(Locale.ROOT)).isNotEmpty();
            assertThat(outcome.failure().code()).isNotZero();
            assertThat(outcome.took()).isLessThan(Calls.LIMIT);
        }
    }

    /** Which of two replies to one request is its own, nobody can say; and the second must not be taken for that to the next. */
    @Test
    void javaTrustsNeitherOfTwoReplies() throws Exception {
        try (ScriptedServer server = new ScriptedServer(request -> new Answer(
                        (reply(request.contains("second") ? "second" : "first") + reply("stale")).getBytes(UTF_8),
                        false));
                Client client = JavaSide.client()) {
            JavaCalls calls = new JavaCalls(client, server.address());
            for (int i = 0; i < 200; i++) {
                String text = i % 2 == 0 ? "first" : "second";
                Outcome outcome =
                        calls.unary("Count", Tick.newBuilder().setText(text).build(), JSON);

                assertThat(outcome.failure().detail()).contains("answered twice");
            }
        }
    }

    private static Outcome answeredBy(GoPeer go, String reply) throws Exception {
        try (ScriptedServer server = new ScriptedServer(request -> new Answer(reply.getBytes(UTF_8), false))) {
            return new GoCalls(go, server.address()).unary("Count", REQUEST, JSON);
        }
    }

    private static String reply(String text) {
        String body = "{\"text\":\"" + text + "\"}\n";
        return HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
