package io.micro4j.testkit.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.Event;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.Subscription;
import io.micro4j.broker.http.HttpBroker;
import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.mdns.MdnsRegistry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.testkit.BrokerContract;
import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.RawConnection.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpBrokerTest extends BrokerContract {
    private static final SubscribeOptions ONCE =
            SubscribeOptions.DEFAULT.withRetries(0).withErrorHandler((event, attempt, failure) -> {});

    private final MemoryRegistry registry = new MemoryRegistry();
    private final HttpBroker broker = new HttpBroker(BrokerOptions.DEFAULT, registry);
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected Broker open(BrokerOptions options) {
        return new HttpBroker(options, registry);
    }

    @AfterEach
    void close() {
        broker.close();
        registry.close();
    }

    @Test
    void registersSubscribersAsGoMicroDoes() {
        Subscription subscription = broker.subscribe("topic x", ONCE, events::add);
        broker.subscribe("topic x", ONCE.withQueue("mail"), events::add);

        assertThat(registry.find("micro.http.broker"))
                .extracting(ServiceEntry::version)
                .containsExactlyInAnyOrder("ff.http.broadcast", "mail");
        Node node = node("ff.http.broadcast");
        assertThat(node.id()).matches("topic x-[0-9a-f-]{36}");
        assertThat(node.address()).isEqualTo(broker.address()).startsWith("127.0.0.1:");
        assertThat(node.metadata())
                .isEqualTo(
                        Metadata.of("broker", "http").with("topic", "topic x").with("secure", "false"));

        subscription.close();
        assertThat(registry.find("micro.http.broker"))
                .extracting(ServiceEntry::version)
                .containsExactly("mail");
    }

    /** Vector A25 of the wire's specification. */
    @Test
    void takesWhatAGoPublisherPosts() {
        broker.subscribe("topic x", ONCE, events::add);
        String id = node("ff.http.broadcast").id().replace(' ', '+');

        Response response = post("POST /?id=" + id, """
                {"Header":{"Content-Type":"application/json","Micro-ID":"86a6","Micro-Topic":"topic x"},"Body":"eyJzZXJ2aWNlIjoiZ3JlZXRlciJ9Cg=="}""");

        assertThat(response.status()).isEqualTo(200);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).id()).isEqualTo("86a6");
        assertThat(new String(events.get(0).body(), UTF_8)).isEqualTo("{\"service\":\"greeter\"}\n");
    }

    @Test
    void readsEnvelopesLeniently() {
        broker.subscribe("x", ONCE, events::add);
        String target = "POST /?other=1&id=" + node("ff.http.broadcast").id();

        assertThat(post(target, "{\"body\":null,\"more\":[{}],\"HEADER\":{\"Micro-Topic\":\"x\"}}")
                        .status())
                .isEqualTo(200);

        assertThat(events.get(0).body()).isEmpty();
    }

    @Test
    void refusesInWordsWhatIsNoEvent() {
        broker.subscribe("x", ONCE, events::add);
        String target = "POST /?id=" + node("ff.http.broadcast").id();

        Response get = post(target.replace("POST", "GET"), "{}");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.body())
                .contains("\"id\":\"go.micro.broker\"")
                .contains("\"code\":400")
                .contains("Method not allowed");
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{\"Header\":{}}",
                "{\"Header\":{\"Micro-Topic\":\"\"}}",
                "{\"Header\":{\"Micro-Topic\":\"x\"},\"Body\":\"%\"}",
                "{\"Header\":{\"Micro-Topic\":{}}}",
                "{\"Header\":7}")) {
            Response response = post(target, body);
            assertThat(response.status()).as(body).isEqualTo(500);
            assertThat(response.body()).as(body).contains("\"id\":\"go.micro.broker\"");
        }
        assertThat(post("POST /?id=x-1", "{\"Header\":{\"Micro-Topic\":\"x\"}}").status())
                .isEqualTo(404);
        assertThat(post("POST /?id=%zz", "{\"Header\":{\"Micro-Topic\":\"x\"}}").status())
                .isEqualTo(404);
        assertThat(events).isEmpty();
    }

    @Test
    void saysThatAHandlerFailed() {
        broker.subscribe("x", ONCE, event -> {
            throw new IllegalStateException("out of stamps");
        });

        Response response = post("POST /?id=" + node("ff.http.broadcast").id(), "{\"Header\":{\"Micro-Topic\":\"x\"}}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("out of stamps");
    }

    @Test
    void staysUpWhateverItIsSent() {
        broker.subscribe("x", ONCE, events::add);
        String target = "/?id=" + node("ff.http.broadcast").id();
        String event = "{\"Header\":{\"Micro-Topic\":\"x\"},\"Body\":\"\"}";
        for (String nonsense : List.of(
                "\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n",
                "POST\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
            try (RawConnection connection = RawConnection.to(broker.address())) {
                assertThat(connection.send(nonsense).response().status())
                        .as(nonsense)
                        .isBetween(400, 505);
            }
        }
        try (RawConnection connection = RawConnection.to(broker.address())) {
            connection.send("POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + event.length() + "\r\n\r\n"
                    + event.substring(0, 5)); // and leaves
        }

        try (RawConnection connection = RawConnection.to(broker.address())) {
            String chunked = "POST " + target + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(event.length()) + "\r\n" + event + "\r\n0\r\n\r\n";
            connection.send(chunked + chunked);
            assertThat(connection.response().status()).isEqualTo(200);
            assertThat(connection.response().status()).isEqualTo(200);
        }
        assertThat(events).hasSize(2);
    }

    @Test
    void saysWhichTopicsMdnsCannotCarry() {
        Registry mdns = new MdnsRegistry.Provider()
                .open(RegistryOptions.DEFAULT
                        .withSetting("mdns.interfaces", "lo")
                        .withSetting("mdns.local", "false"));
        try (mdns;
                HttpBroker quiet = new HttpBroker(BrokerOptions.DEFAULT, mdns)) {
            for (String topic :
                    List.of("a".repeat(27), "orders." + "ü".repeat(14), "orders.", "a..b", "b".repeat(64) + ".a")) {
                assertThatThrownBy(() -> quiet.subscribe(topic, ONCE, events::add))
                        .as(topic)
                        .isInstanceOf(BrokerException.class)
                        .hasMessageContaining("mDNS")
                        .hasMessageContaining("room for");
            }
        }
    }

    @Test
    void keepsToItsBounds() {
        HttpBroker small = new HttpBroker(BrokerOptions.DEFAULT.withMaxEventBytes(1_000), registry);
        try (small) {
            small.subscribe("x", ONCE, events::add);

            assertThatThrownBy(() -> small.publish(new Event("x", Metadata.EMPTY, new byte[1_000])))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("maxEventBytes");
            assertThatThrownBy(() -> broker.publish(new Event("x", Metadata.EMPTY, new byte[1_000])))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("413");
            assertThat(events).isEmpty();
        }
    }

    @Test
    void passesOverSubscribersThatAreGoneWithoutAWord() {
        registry.register(entry("ff.http.broadcast", "x-dead", "127.0.0.1:1"), Duration.ofMinutes(1));
        registry.register(entry("mail", "x-dead2", "127.0.0.1:1"), Duration.ofMinutes(1));
        broker.subscribe("x", ONCE.withQueue("mail"), events::add);

        for (int i = 0; i < 10; i++) {
            broker.publish(new Event("x", Metadata.EMPTY, new byte[0]));
        }

        assertThat(events).hasSize(10);
    }

    @Test
    void waitsForAQueueOfWhichNobodyIsThere() {
        registry.register(entry("mail", "x-dead", "127.0.0.1:1"), Duration.ofMinutes(1));
        HttpBroker hasty = new HttpBroker(BrokerOptions.DEFAULT.withTimeout(Duration.ofSeconds(2)), registry);
        try (hasty) {
            assertThatThrownBy(() -> hasty.publish(new Event("x", Metadata.EMPTY, new byte[0])))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("queue mail")
                    .hasMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void saysWhyItCannotListen() {
        HttpBroker taken = new HttpBroker(BrokerOptions.DEFAULT.withAddresses(List.of("192.0.2.1:1")), registry);
        try (taken) {
            assertThatThrownBy(taken::connect)
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("MICRO_BROKER_ADDRESS")
                    .hasMessageContaining("192.0.2.1:1");
        }
    }

    private Node node(String version) {
        return registry.find("micro.http.broker").stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst()
                .orElseThrow()
                .nodes()
                .get(0);
    }

    private static ServiceEntry entry(String version, String id, String address) {
        return ServiceEntry.of(
                        "micro.http.broker",
                        new Node(
                                id,
                                address,
                                Metadata.of("broker", "http").with("topic", "x").with("secure", "false")))
                .withVersion(version);
    }

    private Response post(String line, String body) {
        try (RawConnection connection = RawConnection.to(broker.address())) {
            connection.send(line + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                    + body);
            return connection.response();
        }
    }
}
