package io.micro4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.RawConnection.Response;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every server answers of its own, in go-micro's bytes. */
@Timeout(60)
final class DebugTest {
    private final Transport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private Server server;
    private RawConnection connection;

    @BeforeEach
    void connect() {
        ServerOptions options =
                ServerOptions.of("greeter").toBuilder().address("127.0.0.1:0").build();
        server = Server.create(options, transport, registry, Codecs.load());
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

    @Test
    void answersHealthAsGoDoes() {
        assertThat(answer("application/protobuf", "Debug.Health", "\n\7greeter").body())
                .isEqualTo("\n\2ok");
        assertThat(answer("application/json", "Debug.Health", "{\"service\":\"greeter\"}\n")
                        .body())
                .isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(answer(
                                "application/json-rpc",
                                "Debug.Health",
                                "{\"params\":[{\"service\":\"greeter\"}],\"id\":\"7\",\"method\":\"Debug.Health\"}\n")
                        .body())
                .isEqualTo("{\"id\":\"7\",\"result\":{\"status\":\"ok\"},\"error\":null}\n");
        assertThat(answer(
                                "application/proto-rpc",
                                "Debug.Health",
                                "\0\0\0\u0017\n\fDebug.Health\u0011\7\0\0\0\0\0\0\0" + "\0\0\0\t\n\7greeter")
                        .body())
                .isEqualTo("\0\0\0\u0017\n\fDebug.Health\u0011\7\0\0\0\0\0\0\0" + "\0\0\0\4\n\2ok");
    }

    @Test
    void countsRequestsAndErrors() {
        answer("application/json", "Debug.Health", "{}");
        answer("application/json", "Nobody.Nothing", "{}");

        JsonObject stats = JsonParser.parseString(
                        answer("application/json", "Debug.Stats", "{}").body())
                .getAsJsonObject();

        assertThat(stats.get("requests").getAsLong()).isEqualTo(3);
        assertThat(stats.get("errors").getAsLong()).isEqualTo(1);
        assertThat(stats.get("threads").getAsLong()).isPositive();
        assertThat(stats.get("memory").getAsLong()).isPositive();
        assertThat(stats.get("timestamp").getAsLong())
                .isGreaterThanOrEqualTo(stats.get("started").getAsLong());
    }

    @Test
    void isNotInTheRegistry() {
        assertThat(registry.find("greeter").get(0).endpoints()).isEmpty();
    }

    private Response answer(String contentType, String endpoint, String body) {
        connection.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType + "\r\nMicro-Endpoint: "
                + endpoint + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        return connection.response();
    }
}
