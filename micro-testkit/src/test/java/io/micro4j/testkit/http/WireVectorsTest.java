package io.micro4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.stub.Routes;
import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.RawConnection.Response;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What go-micro's clients send, byte for byte, and what they must hear. Each test is a vector of the wire's specification, which was observed on
 * go-micro v5.30 and v6.10; its number stands above it.
 */
@Timeout(60)
final class WireVectorsTest {
    private static final ProtoType<Struct> OBJECT = ProtoType.of(Struct.getDefaultInstance());
    private static final Endpoint<Struct, Struct> HELLO = Endpoint.unary("greeter.Greeter", "Hello", OBJECT, OBJECT);
    private static final Endpoint<Struct, Struct> TWICE =
            Endpoint.serverStream("greeter.Greeter", "Twice", OBJECT, OBJECT);
    private static final Endpoint<Struct, Struct> CHAT = Endpoint.bidiStream("greeter.Greeter", "Chat", OBJECT, OBJECT);
    private static final Endpoint<Struct, Struct> FAIL =
            Endpoint.serverStream("greeter.Greeter", "Fail", OBJECT, OBJECT);

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String HELLO_ENDPOINT = "Micro-Service: greeter\r\nMicro-Endpoint: Greeter.Hello\r\n";
    private static final String JOHN = "{\"name\":\"John\"}\n";
    private static final String EOS = "Micro-Error: EOS\r\n";

    private final Transport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final CountDownLatch chatOver = new CountDownLatch(1);
    private Server server;
    private RawConnection connection;

    @BeforeEach
    void connect() {
        ServerOptions options =
                ServerOptions.of("greeter").toBuilder().address("127.0.0.1:0").build();
        server = Server.create(options, transport, registry, Codecs.load()).handle(this::bind);
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

    // A1
    @Test
    void answersTheRequestOfAGoClient() {
        connection.send("POST / HTTP/1.1\r\n"
                + "Host: 10.0.0.5:36691\r\n"
                + "User-Agent: Go-http-client/1.1\r\n"
                + "Content-Length: 16\r\n"
                + "Accept: application/json\r\n"
                + "Content-Type: application/json\r\n"
                + "Micro-Endpoint: Greeter.Hello\r\n"
                + "Micro-Id: 0\r\n"
                + "Micro-Method: Greeter.Hello\r\n"
                + "Micro-Service: greeter\r\n"
                + "Timeout: 5000000000\r\n"
                + "\r\n"
                + JOHN);

        Response response = connection.response();

        assertGreeting(response);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("Micro-Id")).isEqualTo("0");
        assertThat(response.headers()).as("headers of the request").doesNotContainKeys("user-agent", "timeout");
    }

    // A2
    @Test
    void needsNoIdAcceptOrTimeout() {
        connection.send(request(JSON + HELLO_ENDPOINT, JOHN));

        assertGreeting(connection.response());
    }

    // A3
    @Test
    void takesTheOlderNamesOfHeaders() {
        connection.send(request(JSON + "X-Micro-Service: greeter\r\nX-Micro-Endpoint: Greeter.Hello\r\n", JOHN));

        assertGreeting(connection.response());
    }

    // A4
    @Test
    void takesTheMethodForTheEndpoint() {
        connection.send(request(JSON + "Micro-Service: greeter\r\nMicro-Method: Greeter.Hello\r\n", JOHN));

        assertGreeting(connection.response());
    }

    // A5
    @Test
    void looksNeitherAtMethodNorAtTarget() {
        connection.send(request(JSON + HELLO_ENDPOINT, JOHN).replace("POST /", "GET /foo"));

        assertGreeting(connection.response());
    }

    // A6
    @Test
    void doesNotCompareTheServiceWithItsName() {
        connection.send(request(JSON + HELLO_ENDPOINT.replace("greeter", "nobody"), JOHN));

        assertGreeting(connection.response());
    }

    // A7
    @Test
    void takesABodyWithoutContentTypeForProtobuf() {
        connection.send(request(HELLO_ENDPOINT, JOHN));

        Response response = connection.response();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error()).contains("\"code\":400").contains("protobuf");
        assertThat(response.body()).isEmpty();
        assertServesTheNext();
    }

    // A8
    @Test
    void namesTheContentTypeThatItDoesNotKnow() {
        connection.send(request("Content-Type: application/xml\r\n" + HELLO_ENDPOINT, "<name>John</name>"));

        Response response = connection.response();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error())
                .contains("\"code\":415")
                .contains("unsupported Content-Type: application/xml")
                .contains("application/json");
        assertServesTheNext();
    }

    // A9
    @Test
    void refusesJsonThatIsCutOff() {
        connection.send(request(JSON + HELLO_ENDPOINT, "{\"name\":\"Jo"));

        Response response = connection.response();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error()).contains("\"code\":400").contains("JSON");
        assertServesTheNext();
    }

    // A10, with the empty body as Go sends it
    @Test
    void takesAnEmptyBodyForAMessageWithNothingInIt() {
        connection.send("POST / HTTP/1.1\r\nHost: x\r\n" + JSON + HELLO_ENDPOINT
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(connection.response().body()).isEqualTo("{\"msg\":\"Hello \"}\n");

        connection.send(request(JSON + HELLO_ENDPOINT, ""));
        assertThat(connection.response().body()).isEqualTo("{\"msg\":\"Hello \"}\n");
    }

    // A11
    @Test
    void saysInGoMicrosWordsWhatIsNotThere() {
        assertRefused("Greeter.Nope", "rpc: can't find method Nope");
        assertRefused("Nope.Hello", "rpc: can't find service Nope");
        assertRefused("Hello", "rpc: service/endpoint request ill-formed: Hello");
        assertServesTheNext();
    }

    // A12
    @Test
    void closesAfterTheResponseIfAskedTo() {
        connection.send(request(JSON + HELLO_ENDPOINT + "Connection: close\r\n", JOHN));

        assertGreeting(connection.response());
        assertThat(connection.rest()).isEmpty();
    }

    // A13
    @Test
    void answersOneCallAfterTheOther() {
        connection.send(request(JSON + HELLO_ENDPOINT + "Micro-Id: 1\r\n", JOHN));
        Response first = connection.response();
        connection.send(request(JSON + HELLO_ENDPOINT + "Micro-Id: 2\r\n", JOHN));
        Response second = connection.response();

        assertGreeting(first);
        assertThat(first.header("Micro-Id")).isEqualTo("1");
        assertGreeting(second);
        assertThat(second.header("Micro-Id")).isEqualTo("2");
    }

    // A16
    @Test
    void closesWithoutAWordAfterTheEndOfAStreamThatItDoesNotKnow() {
        connection.send(stream("Greeter.Chat", EOS, ""));

        assertThat(connection.rest()).isEmpty();
    }

    // A17
    @Test
    void saysNoEndToAClientThatHasSaidItsOwn() throws InterruptedException {
        connection.send(stream("Greeter.Chat", "", "{}\n"));
        connection.send(stream("Greeter.Chat", "", "{\"name\":\"a\"}\n"));
        Response response = connection.response();
        connection.send(stream("Greeter.Chat", EOS, ""));

        assertThat(response.body()).isEqualTo("{\"msg\":\"Hello a\"}\n");
        assertThat(response.header("Micro-Stream")).isEqualTo("10");
        assertThat(chatOver.await(10, TimeUnit.SECONDS)).as("the handler's end").isTrue();
        assertThat(connection.isSilentFor(Duration.ofMillis(200)))
                .as("silence after the end of the stream")
                .isTrue();
    }

    // A17, all in one segment
    @Test
    void readsTheMessagesOfAStreamThatComeTogether() {
        connection.send(stream("Greeter.Chat", "", "{}\n")
                + stream("Greeter.Chat", "", "{\"name\":\"a\"}\n")
                + stream("Greeter.Chat", EOS, ""));

        assertThat(connection.response().body()).isEqualTo("{\"msg\":\"Hello a\"}\n");
    }

    // A18
    @Test
    void saysTheEndAfterTheRepliesOfAStream() {
        connection.send(stream("Greeter.Twice", "", "{}\n"));
        connection.send(stream("Greeter.Twice", "", "{\"name\":\"a\"}\n"));

        assertThat(connection.response().body()).isEqualTo("{\"msg\":\"Hello a\"}\n");
        assertThat(connection.response().body()).isEqualTo("{\"msg\":\"Hello again a\"}\n");
        Response end = connection.response();
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.error()).isEqualTo("EOS");
        assertThat(end.header("X-Micro-Error")).isEqualTo("EOS");
        assertThat(end.body()).isEmpty();
    }

    // A19
    @Test
    void saysTheErrorOfAStreamAndNoEndAfterIt() {
        connection.send(stream("Greeter.Fail", "", "{}\n"));
        connection.send(stream("Greeter.Fail", "", "{\"name\":\"a\"}\n"));

        Response failure = connection.response();

        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.error())
                .isEqualTo(
                        "{\"id\":\"greeter\",\"code\":400,\"detail\":\"bad name \\\"a\\\"\",\"status\":\"Bad Request\"}");
        assertThat(failure.header("X-Micro-Error")).isEqualTo(failure.error());
        assertServesTheNext();
    }

    // A26
    @Test
    void losesNoneOfManyCallsOnOneConnection() {
        assertAllAnswered(number -> "Micro-Id: " + number + "\r\n");
    }

    // A26
    @Test
    void losesNoneOfManyCallsThatAreNumberedAsStreams() {
        assertAllAnswered(number -> "Micro-Id: " + number + "\r\nMicro-Stream: " + number + "\r\n");
    }

    private void assertAllAnswered(IntFunction<String> numbered) {
        for (int number = 0; number < 15_000; number++) {
            connection.send(request(JSON + HELLO_ENDPOINT + numbered.apply(number), JOHN));
            Response response = connection.response();
            assertThat(response.body()).isEqualTo("{\"msg\":\"Hello John\"}\n");
            assertThat(response.header("Micro-Id")).isEqualTo(String.valueOf(number));
        }
    }

    private void assertServesTheNext() {
        connection.send(request(JSON + HELLO_ENDPOINT, JOHN));
        assertGreeting(connection.response());
    }

    private void assertRefused(String endpoint, String words) {
        connection.send(request(JSON + HELLO_ENDPOINT.replace("Greeter.Hello", endpoint), JOHN));
        Response response = connection.response();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error()).contains("\"code\":404").contains("\"" + words + "\"");
    }

    private static void assertGreeting(Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error()).isEmpty();
        assertThat(response.body()).isEqualTo("{\"msg\":\"Hello John\"}\n");
    }

    private static String request(String headers, String body) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String stream(String endpoint, String headers, String body) {
        return request(
                JSON + "Micro-Service: greeter\r\nMicro-Endpoint: " + endpoint
                        + "\r\nMicro-Id: 10\r\nMicro-Stream: 10\r\n" + headers,
                body);
    }

    private void bind(Routes routes) {
        routes.unary(HELLO, request -> greeting("Hello ", request));
        routes.serverStream(
                TWICE, request -> Stream.of(greeting("Hello ", request), greeting("Hello again ", request)));
        routes.bidiStream(
                CHAT,
                requests -> requests.map(request -> greeting("Hello ", request)).onClose(chatOver::countDown));
        routes.serverStream(FAIL, request -> {
            throw MicroException.badRequest("bad name \"" + name(request) + "\"");
        });
    }

    private static Struct greeting(String words, Struct request) {
        Value text = Value.newBuilder().setStringValue(words + name(request)).build();
        return Struct.newBuilder().putFields("msg", text).build();
    }

    private static String name(Struct request) {
        return request.getFieldsOrDefault("name", Value.getDefaultInstance()).getStringValue();
    }
}
