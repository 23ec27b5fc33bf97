package io.micro4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.service.Service;
import io.micro4j.stub.Caller;
import io.micro4j.stub.Routes;
import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.RawConnection.Response;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in go-micro's older content types, whose messages have an envelope, on a raw socket and from our own client. */
@Timeout(60)
final class EnvelopeVectorsTest {
    private static final ProtoType<FieldMask> NAMES = ProtoType.of(FieldMask.getDefaultInstance());
    private static final Endpoint<FieldMask, FieldMask> HELLO =
            Endpoint.unary("greeter.Greeter", "Hello", NAMES, NAMES);
    private static final Endpoint<FieldMask, FieldMask> FAIL = Endpoint.unary("greeter.Greeter", "Fail", NAMES, NAMES);
    private static final Endpoint<FieldMask, FieldMask> TWICE =
            Endpoint.serverStream("greeter.Greeter", "Twice", NAMES, NAMES);
    private static final Endpoint<FieldMask, FieldMask> CHAT =
            Endpoint.bidiStream("greeter.Greeter", "Chat", NAMES, NAMES);
    private static final FieldMask JOHN =
            FieldMask.newBuilder().addPaths("john").build();
    private static final String HELLO_ENVELOPE = "\0\0\0\u0018\n\rGreeter.Hello\u0011\7\0\0\0\0\0\0\0";
    private static final String JOHN_MESSAGE = "\0\0\0\6\n\4john";

    private final Transport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private Server server;
    private RawConnection connection;

    @BeforeEach
    void connect() {
        ServerOptions options =
                ServerOptions.of("greeter").toBuilder().address("127.0.0.1:0").build();
        server = Server.create(options, transport, registry, Codecs.load()).handle(EnvelopeVectorsTest::bind);
        server.start();
        connection = RawConnection.to(server.address());
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
        transport.close();
        registry.close();
    }

    // A15
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json-rpc"})
    void answersJsonRpcThatNamesInNoHeaderWhatItCalls(String contentType) {
        Response response = answer(contentType, "", "{\"id\":1,\"method\":\"Greeter.Hello\",\"params\":[\"john\"]}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo(contentType);
        assertThat(response.body()).isEqualTo("{\"id\":\"1\",\"result\":{\"paths\":[\"john\"]},\"error\":null}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/protobuf", "application/proto-rpc"})
    void answersProtoRpcThatNamesInNoHeaderWhatItCalls(String contentType) {
        Response response = answer(contentType, "", HELLO_ENVELOPE + JOHN_MESSAGE);

        assertThat(response.body()).isEqualTo(HELLO_ENVELOPE + JOHN_MESSAGE);
    }

    // A22: what a Go client sends to a node that does not say its protocol
    @Test
    void takesWhatTheHeadersCallInAnEnvelope() {
        Response response = answer(
                "application/json-rpc",
                "Micro-Service: greeter\r\nMicro-Endpoint: Greeter.Hello\r\nMicro-Method: Greeter.Hello\r\n",
                "{\"params\":[\"john\"],\"id\":\"7\",\"method\":\"Greeter.Hello\"}\n");

        assertThat(response.body()).isEqualTo("{\"id\":\"7\",\"result\":{\"paths\":[\"john\"]},\"error\":null}\n");
    }

    @Test
    void takesTheEnvelopeWhereATargetIsNamed() {
        Response response = answer(
                "application/json",
                "Micro-Target: greeter\r\nMicro-Service: greeter\r\n",
                "{\"params\":[\"john\"],\"id\":\"7\",\"method\":\"Greeter.Hello\"}\n");

        assertThat(response.body()).isEqualTo("{\"id\":\"7\",\"result\":{\"paths\":[\"john\"]},\"error\":null}\n");
    }

    @Test
    void putsErrorsIntoHeaderAndEnvelope() {
        Response failed =
                answer("application/json", "", "{\"id\":\"1\",\"method\":\"Greeter.Fail\",\"params\":[\"a\"]}");
        Response missing =
                answer("application/json", "", "{\"id\":\"2\",\"method\":\"Greeter.Nope\",\"params\":[\"a\"]}");

        assertThat(failed.error()).contains("\"code\":404").contains("nobody");
        assertThat(failed.body())
                .startsWith("{\"id\":\"1\",\"result\":null,\"error\":\"{")
                .contains("nobody");
        assertThat(missing.body()).contains("can't find method Nope").startsWith("{\"id\":\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00ff\u00ff\u00ff\0\0\0", "", "\0\0\0\0", "\0\0\0\0\0\0\0\1"})
    void saysWhatIsWrongWithAnEnvelopeAndServesTheNext(String body) {
        Response response = answer("application/proto-rpc", "Micro-Endpoint: Greeter.Hello\r\n", body);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error()).contains("\"code\":400").contains("proto-rpc: ");
        answersProtoRpcThatNamesInNoHeaderWhatItCalls("application/proto-rpc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/proto-rpc", "application/json-rpc"})
    void carryCallsOfOurClientInEveryShape(String contentType) {
        try (Client client = client()) {
            Caller caller = client.caller("greeter")
                    .with(CallOptions.DEFAULT.withContentType(contentType).withAddresses(server.address()));
            Caller found = client.caller("greeter").with(CallOptions.DEFAULT.withContentType(contentType));

            assertThat(caller.unary(HELLO, JOHN)).isEqualTo(JOHN);
            assertThat(caller.unary(HELLO, FieldMask.getDefaultInstance())).isEqualTo(FieldMask.getDefaultInstance());
            assertThatThrownBy(() -> caller.unary(FAIL, JOHN))
                    .isInstanceOfSatisfying(
                            MicroException.class, e -> assertThat(e.code()).isEqualTo(404))
                    .hasMessageContaining("nobody");
            assertThat(found.serverStream(TWICE, JOHN).toList()).containsExactly(JOHN, JOHN);
            assertThat(found.bidiStream(CHAT, Stream.of(JOHN, JOHN)).toList()).containsExactly(JOHN, JOHN);
        }
    }

    private Client client() {
        return Service.builder()
                .registry(registry)
                .transport(transport)
                .environment(Map.of())
                .buildClient();
    }

    private Response answer(String contentType, String headers, String body) {
        connection.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType + "\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        return connection.response();
    }

    private static void bind(Routes routes) {
        routes.unary(HELLO, request -> request);
        routes.unary(FAIL, request -> {
            throw MicroException.notFound("nobody");
        });
        routes.serverStream(TWICE, request -> Stream.of(request, request));
        routes.bidiStream(CHAT, requests -> requests);
    }
}
