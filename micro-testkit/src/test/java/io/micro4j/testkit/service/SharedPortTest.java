package io.micro4j.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.testkit.RawConnection;
import io.micro4j.transport.SharedPort;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import io.micro4j.transport.http.HttpTransport;
import io.micro4j.transport.memory.MemoryTransport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two services of one process at one address. */
@Timeout(60)
final class SharedPortTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> WHO = Endpoint.unary("test.Who", "Am", TEXT, TEXT);
    private static final Endpoint<StringValue, StringValue> BUY = Endpoint.unary("test.Orders", "Buy", TEXT, TEXT);

    private static Transport transport(String name) {
        return switch (name) {
            case "http" -> HttpTransport.open(TransportOptions.DEFAULT);
            case "grpc" -> GrpcTransport.open(TransportOptions.DEFAULT);
            default -> new MemoryTransport.Provider().open(TransportOptions.DEFAULT);
        };
    }

    private static Service service(String name, SharedPort port, MemoryRegistry registry) {
        return Service.builder(name)
                .environment(Map.of())
                .server(options -> options.address("127.0.0.1:0"))
                .transport(port.of(name))
                .registry(registry)
                .broker("memory")
                .build()
                .handle(routes -> routes.unary(WHO, text -> StringValue.of(name)));
    }

    private static String who(Service caller, String service, CallOptions options) {
        return caller.client()
                .caller(service)
                .with(options)
                .unary(WHO, StringValue.of("?"))
                .getValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "http", "grpc"})
    void eachIsFoundUnderItsNameAndStopsAlone(String name) {
        MemoryRegistry registry = new MemoryRegistry();
        try (Transport transport = transport(name)) {
            SharedPort port = new SharedPort(transport);
            try (Service users = service("users", port, registry);
                    Service orders =
                            service("orders", port, registry).handle(routes -> routes.unary(BUY, text -> text))) {
                users.start();
                orders.start();

                assertThat(orders.address()).isEqualTo(users.address());
                assertThat(who(users, "orders", CallOptions.DEFAULT)).isEqualTo("orders");
                assertThat(who(orders, "users", CallOptions.DEFAULT)).isEqualTo("users");

                String address = orders.address();
                orders.server().stop();

                assertThat(registry.find("orders")).isEmpty();
                assertThat(who(orders, "users", CallOptions.DEFAULT)).isEqualTo("users");
                assertThatThrownBy(() -> who(
                                users,
                                "orders",
                                CallOptions.DEFAULT.withAddresses(address).withRetries(0)))
                        .isInstanceOfSatisfying(MicroException.class, refused -> {
                            assertThat(refused.code()).isEqualTo(503);
                            assertThat(refused.neverSent()).isTrue();
                        });
            }
        }
    }

    @Test
    void aCallThatNamesNoServiceFindsItByItsEndpoint() {
        MemoryRegistry registry = new MemoryRegistry();
        try (Transport transport = transport("http")) {
            SharedPort port = new SharedPort(transport);
            try (Service users = service("users", port, registry);
                    Service orders =
                            service("orders", port, registry).handle(routes -> routes.unary(BUY, text -> text))) {
                users.start();
                orders.start();
                try (RawConnection connection = RawConnection.to(users.address())) {
                    connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Micro-Endpoint: Orders.Buy\r\nContent-Length: 4\r\n\r\n\"it\"");
                    assertThat(connection.response().body()).contains("\"it\"");
                }
            }
        }
    }

    @Test
    void anAddressThatIsNotTheSharedOneIsRefused() {
        MemoryRegistry registry = new MemoryRegistry();
        try (Transport transport = transport("memory")) {
            SharedPort port = new SharedPort(transport);
            try (Service users = service("users", port, registry)) {
                users.start();

                assertThatThrownBy(() -> port.of("orders").listen("elsewhere:1", head -> null))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContainingAll("orders", "elsewhere:1", "users", "one address");
                assertThatThrownBy(() -> port.of("users").listen(":0", head -> null))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("users listens at the shared port already");
            }
        }
    }
}
