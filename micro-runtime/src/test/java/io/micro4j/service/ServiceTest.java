package io.micro4j.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.client.Client;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.transport.TransportException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ServiceTest {
    private static final MessageType<String> TEXT = MessageType.of(String.class);
    private static final Endpoint<String, String> HELLO = Endpoint.unary("greeter.Greeter", "Hello", TEXT, TEXT);
    private static final Map<String, String> LOOPBACK = Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0");

    private final MemoryRegistry registry = new MemoryRegistry();

    @Test
    void isCalledByItsNameOverHttp() {
        try (Service service = greeter();
                Client client = builder("caller").buildClient()) {
            service.start();

            assertThat(client.caller("greeter").unary(HELLO, "Ada")).isEqualTo("Hello Ada");
            assertThat(service.address()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void callsOthersWithItsOwnClient() {
        try (Service greeter = greeter();
                Service polite = builder("polite").build()) {
            greeter.start();
            polite.handle(routes -> routes.unary(
                    HELLO, name -> polite.client().caller("greeter").unary(HELLO, "dear " + name)));
            polite.start();

            assertThat(greeter.client().caller("polite").unary(HELLO, "Ada")).isEqualTo("Hello dear Ada");
        }
    }

    @Test
    void leavesTheRegistryWhenItCloses() {
        Service service = greeter();
        service.start();

        service.close();
        service.close();

        assertThat(registry.find("greeter")).isEmpty();
    }

    @Test
    void runsUntilItIsClosed() {
        Service service = greeter();

        CompletableFuture<Void> run = CompletableFuture.runAsync(service::run);
        Awaitility.await("registration").until(() -> !registry.find("greeter").isEmpty());
        service.close();

        assertThat(run.orTimeout(20, SECONDS)).succeedsWithin(java.time.Duration.ofSeconds(20));
        assertThat(registry.find("greeter")).isEmpty();
    }

    @Test
    void saysWhichAddressIsTakenAndClosesItself() {
        try (Service first = greeter()) {
            first.start();
            Service second = builder("second")
                    .environment(Map.of("MICRO_SERVER_ADDRESS", first.address()))
                    .build();

            assertThatThrownBy(second::start)
                    .isInstanceOf(TransportException.class)
                    .hasMessageStartingWith("second cannot listen at " + first.address());
            assertThat(registry.find("second")).isEmpty();
        }
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThatThrownBy(() -> Service.builder("greeter").registry("etcd").build())
                .hasMessageContaining("No registry is called \"etcd\"")
                .hasMessageContaining("memory")
                .hasMessageContaining("micro-registry-etcd");
        assertThatThrownBy(() -> Service.builder("greeter")
                        .environment(Map.of("MICRO_TRANSPORT", "pigeon"))
                        .build())
                .hasMessageStartingWith("MICRO_TRANSPORT is \"pigeon\": No transport is called \"pigeon\"");
    }

    @Test
    void takesGoMicrosNameForItsSelector() {
        try (Service service = builder("greeter")
                .environment(Map.of("MICRO_SELECTOR", "registry"))
                .build()) {
            assertThat(service.toString()).contains("random");
        }
    }

    private Service greeter() {
        return builder("greeter").build().handle(routes -> routes.unary(HELLO, name -> "Hello " + name));
    }

    private ServiceBuilder builder(String name) {
        return Service.builder(name).environment(LOOPBACK).registry(registry);
    }
}
