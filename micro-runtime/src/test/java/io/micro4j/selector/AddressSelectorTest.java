package io.micro4j.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.stub.Caller;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors that know the address of a service by its name. The registries of their clients are empty. */
@Timeout(60)
final class AddressSelectorTest {
    private static final MessageType<String> TEXT = MessageType.of(String.class);
    private static final Endpoint<String, String> HELLO = Endpoint.unary("greeter.Greeter", "Hello", TEXT, TEXT);

    @Test
    void namedCallsTheAddressThatIsTheName() {
        try (Service service = Service.builder("greeter")
                        .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0"))
                        .registry(new MemoryRegistry())
                        .build()
                        .handle(routes -> routes.unary(HELLO, name -> "Hello " + name));
                Client client = Service.builder()
                        .environment(Map.of("MICRO_SELECTOR", "named"))
                        .registry(new MemoryRegistry())
                        .buildClient()) {
            service.start();

            assertThat(client.caller(service.address()).unary(HELLO, "Ada")).isEqualTo("Hello Ada");
        }
    }

    @Test
    void staticCallsTheNameAtItsPort() {
        MemoryNetwork network = new MemoryNetwork();
        try (Transport transport = network.open(TransportOptions.DEFAULT);
                Service service = Service.builder("greeter")
                        .environment(Map.of("MICRO_SERVER_ADDRESS", "greeter:8080"))
                        .transport(transport)
                        .registry(new MemoryRegistry())
                        .build()
                        .handle(routes -> routes.unary(HELLO, name -> "Hello " + name));
                Client client = Service.builder()
                        .environment(Map.of("MICRO_SELECTOR", "static"))
                        .transport(transport)
                        .registry(new MemoryRegistry())
                        .buildClient()) {
            service.start();

            assertThat(client.caller("greeter").unary(HELLO, "Ada")).isEqualTo("Hello Ada");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"named", "static"})
    void refuseWhatOnlyARegistryKnows(String selector) {
        try (Client client = Service.builder()
                .environment(Map.of("MICRO_SELECTOR", selector))
                .registry(new MemoryRegistry())
                .buildClient()) {
            Caller greeter = client.caller("greeter");
            List<CallOptions> choosy =
                    List.of(CallOptions.DEFAULT.withLabel("zone", "a"), CallOptions.DEFAULT.withVersion("v2"));

            assertThat(choosy)
                    .allSatisfy(options -> assertThatExceptionOfType(MicroException.class)
                            .isThrownBy(() -> greeter.with(options).unary(HELLO, "Ada"))
                            .withMessageContaining("\"greeter\" cannot be called by version or label: selector "
                                    + selector + " knows its address only"));
        }
    }

    @Test
    void staticHasTheDomainAndThePortOfItsVariables() {
        assertThat(address(Map.of())).isEqualTo("greeter:8080");
        assertThat(address(Map.of("STATIC_SELECTOR_DOMAIN_NAME", "", "STATIC_SELECTOR_PORT_NUMBER", " ")))
                .isEqualTo("greeter:8080");
        assertThat(address(Map.of(
                        "STATIC_SELECTOR_DOMAIN_NAME",
                        "default.svc.cluster.local",
                        "STATIC_SELECTOR_PORT_NUMBER",
                        "9090")))
                .isEqualTo("greeter.default.svc.cluster.local:9090");
    }

    @Test
    void staticRefusesWhatIsNoPort() {
        for (String port : List.of("http", "0", "65536")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> address(Map.of("STATIC_SELECTOR_PORT_NUMBER", port)))
                    .withMessage("STATIC_SELECTOR_PORT_NUMBER is \"" + port + "\"; it has to be a port, 1 to 65535");
        }
    }

    private static String address(Map<String, String> environment) {
        try (Selector selector = AddressSelector.StaticProvider.of(environment)) {
            return selector.select("greeter").next().address();
        }
    }
}
