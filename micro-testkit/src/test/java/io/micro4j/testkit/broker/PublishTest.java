package io.micro4j.testkit.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.Event;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.memory.MemoryBroker;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Context;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerInterceptor;
import io.micro4j.server.ServerOptions;
import io.micro4j.service.Service;
import io.micro4j.testkit.RawConnection;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users write: typed messages, published by a client and taken by a server. */
@Timeout(60)
final class PublishTest {
    private static final String TOPIC = "orders";
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final SubscribeOptions ONCE =
            SubscribeOptions.DEFAULT.withRetries(0).withErrorHandler((event, attempt, failure) -> {});

    private final HttpTransport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final MemoryBroker broker = new MemoryBroker();
    private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());
    private final Service service = Service.builder("shop")
            .environment(Map.of())
            .transport(transport)
            .registry(registry)
            .broker(broker)
            .server(server -> server.address("127.0.0.1:0").drainTime(Duration.ofSeconds(5)))
            .build();
    private final Client client = service.client();

    record Order(String number, int pieces) {}

    @AfterEach
    void close() {
        service.close();
        broker.close();
        registry.close();
        transport.close();
    }

    @Test
    void carriesProtobufAsProtobufAndRecordsAsJson() {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        broker.subscribe(TOPIC, ONCE, events::add);

        client.publish(TOPIC, StringValue.of("seven"));
        client.publish(TOPIC, new Order("7", 3));

        assertThat(events.get(0).headers().get("Content-Type")).isEqualTo("application/protobuf");
        assertThat(events.get(0).body()).isEqualTo(StringValue.of("seven").toByteArray());
        assertThat(events.get(1).headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(new String(events.get(1).body(), UTF_8)).isEqualTo("{\"number\":\"7\",\"pieces\":3}\n");
        assertThat(events.get(0).headers().get("Micro-Topic")).isEqualTo(TOPIC);
        assertThat(events.get(0).id()).hasSize(36).isNotEqualTo(events.get(1).id());
    }

    @Test
    void readsEachContentType() {
        service.subscribe(TOPIC, TEXT, ONCE, message -> heard.add(message.getValue()));
        service.start();

        for (String contentType :
                List.of("application/protobuf", "application/json", "application/proto-rpc", "application/json-rpc")) {
            client.publish(TOPIC, StringValue.of(contentType), CallOptions.DEFAULT.withContentType(contentType));
        }
        broker.publish(
                new Event(TOPIC, Metadata.EMPTY, StringValue.of("nothing said").toByteArray()));

        assertThat(heard)
                .containsExactly(
                        "application/protobuf",
                        "application/json",
                        "application/proto-rpc",
                        "application/json-rpc",
                        "nothing said");
    }

    @Test
    void saysWhatItCannotRead() {
        service.subscribe(TOPIC, MessageType.of(Order.class), ONCE.withRetries(5), heard::add);
        service.start();

        assertThatThrownBy(() -> broker.publish(
                        new Event(TOPIC, Metadata.of("Content-Type", "application/xml"), new byte[] {1})))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("application/xml");
        assertThatThrownBy(() -> broker.publish(
                        new Event(TOPIC, Metadata.of("Content-Type", "application/json"), "{".getBytes(UTF_8))))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("failed 1 times");
        assertThatThrownBy(() -> client.publish(
                        TOPIC, new Order("7", 3), CallOptions.DEFAULT.withContentType("application/xml")))
                .isInstanceOf(CodecException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void bindsWhatCameWithTheMessage() {
        service.subscribe(TOPIC, TEXT, ONCE, message -> {
            heard.add(Context.current().metadata().get("Tenant"));
            heard.add(Context.current().callId());
        });
        service.start();

        broker.publish(new Event(
                TOPIC,
                Metadata.of("Tenant", "acme").with("Micro-Call-Id", "c1"),
                StringValue.of("once").toByteArray()));

        assertThat(heard).containsExactly("acme", "c1");
    }

    @Test
    void handsMetadataOnFromTopicToTopic() {
        service.subscribe("first", TEXT, ONCE, message -> client.publish("second", message));
        service.subscribe("second", TEXT, ONCE, message -> {
            heard.add(Context.current().metadata().get("Tenant"));
            heard.add(Context.current().metadata().get("Micro-Topic"));
        });
        service.start();

        client.publish("first", StringValue.of("x"), CallOptions.DEFAULT.withMetadata("Tenant", "acme"));

        assertThat(heard).containsExactly("acme", "second");
    }

    @Test
    void drainsSubscribersOnStop() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        service.subscribe(TOPIC, TEXT, ONCE, message -> {
            busy.countDown();
            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
            heard.add(message.getValue());
        });
        service.start();
        CompletableFuture<Void> published = CompletableFuture.runAsync(() -> broker.publish(
                new Event(TOPIC, Metadata.EMPTY, StringValue.of("last").toByteArray())));
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
        gate.countDown();

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(30));
        assertThat(published).succeedsWithin(Duration.ofSeconds(30));
        assertThat(heard).containsExactly("last");
    }

    @Test
    void registersItsSubscribers() {
        service.subscribe("a", TEXT, ONCE, heard::add).subscribe("b", TEXT, ONCE, heard::add);
        service.start();

        List<EndpointEntry> endpoints = registry.find("shop").get(0).endpoints();
        assertThat(endpoints)
                .extracting(endpoint -> endpoint.name() + " "
                        + endpoint.request().name() + " " + endpoint.metadata().toMap())
                .containsExactly(
                        "Func StringValue {subscriber=true, topic=b}", "Func StringValue {subscriber=true, topic=a}");
        assertThat(registry.find("shop").get(0).nodes().get(0).says("broker")).isEqualTo("memory");
    }

    @Test
    void doesNotPublishOrSubscribeWithoutABroker() {
        try (Client bare =
                ClientBuilder.of(transport, new RandomSelector(registry)).build()) {
            assertThatThrownBy(() -> bare.publish(TOPIC, StringValue.of("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ClientBuilder.broker");
        }
        try (Server bare = Server.create(ServerOptions.of("bare"), transport, registry, Codecs.load())) {
            assertThatThrownBy(() -> bare.subscribe(TOPIC, TEXT, ONCE, heard::add))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no broker");
        }
    }

    /** Vector A14 of the wire's specification. */
    @Test
    void takesEventsThatAreSentToTheServerItself() {
        service.subscribe(TOPIC, TEXT, ONCE, message -> {
            if (message.getValue().equals("bad")) {
                throw new IllegalStateException("out of stamps");
            }
            heard.add(message.getValue() + Context.current().metadata().get("Tenant"));
        });
        service.start();
        try (RawConnection connection = RawConnection.to(service.address())) {
            connection.send(event(TOPIC, "\"x\""));
            RawConnection.Response known = connection.response();
            assertThat(known.status()).isEqualTo(200);
            assertThat(known.body()).isEmpty();
            assertThat(known.headers()).doesNotContainKey("micro-error").containsEntry("micro-id", "7");
            assertThat(heard).containsExactly("xacme");

            connection.send(event("nobody", "\"x\""));
            RawConnection.Response unknown = connection.response();
            assertThat(unknown.status()).isEqualTo(200);
            assertThat(unknown.headers()).doesNotContainKey("micro-error");

            connection.send(event(TOPIC, "\"bad\""));
            assertThat(connection.response().header("Micro-Error"))
                    .contains("\"code\":500")
                    .contains("subscriber error: ")
                    .contains("out of stamps");
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void asksInterceptorsAboutSuchEvents() {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        ServerInterceptor bouncer = (head, next) -> {
            asked.add(head.isEvent() + " " + head.metadata().get("Micro-Topic"));
            return next.route(head.withMetadata(Metadata.of("Micro-Topic", "nobody")));
        };
        Service guarded = Service.builder("guarded")
                .environment(Map.of())
                .transport(transport)
                .registry(registry)
                .broker(broker)
                .server(server -> server.address("127.0.0.1:0").interceptors(List.of(bouncer)))
                .build()
                .subscribe(TOPIC, TEXT, ONCE, heard::add);
        guarded.start();
        try (guarded;
                RawConnection connection = RawConnection.to(guarded.address())) {
            assertThat(connection.send(event(TOPIC, "\"x\"")).response().status())
                    .isEqualTo(200);
        }

        assertThat(asked).containsExactly("true orders");
        assertThat(heard).isEmpty();
    }

    private static String event(String topic, String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nMicro-Id: 7\r\nMicro-Topic: " + topic
                + "\r\nTenant: acme\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
