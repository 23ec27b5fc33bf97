package io.micro4j.integration.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.Subscribe;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.MessageType;
import io.micro4j.client.Client;
import io.micro4j.integration.Machine;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.service.ServiceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/broker.md} shows, over the http broker. */
final class BrokerPageTest {
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<Order> audited = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    record Order(String number, int pieces) {}

    static final class Stock {
        @Subscribe(value = "orders.placed", queue = "stock", deadLetterTopic = "orders.dead")
        void placed(Order order) {
            System.out.println(order.pieces() + " fewer, for order " + order.number());
        }
    }

    @Test
    void everyPieceOfCodeIsInThisFile() throws IOException {
        String page = Files.readString(Machine.root().resolve("docs/broker.md"));
        Path file = Machine.root()
                .resolve("integration-tests/src/test/java/io/micro4j/integration/broker/BrokerPageTest.java");
        String source = bare(Files.readString(file)).replace("BrokerPageTestStock", "Stock");

        List<String> pieces =
                CODE.matcher(page).results().map(piece -> bare(piece.group(1))).toList();

        assertThat(pieces).hasSize(4).allSatisfy(piece -> assertThat(source).contains(piece));
    }

    @Test
    void runs() {
        Service audit = configured("audit").build();
        SubscribeOptions options = SubscribeOptions.DEFAULT
                .withQueue("audit") // of all subscribers with one queue, one gets a message
                .withConcurrency(8) // at once; 1 unless said, so that their order is kept
                .withRetries(2) // if the handler throws, after 100 and 200 ms
                .withDeadLetterTopic("orders.dead") // then, instead of an error at the publisher
                .withErrorHandler((event, attempt, failure) -> failures.add(failure.getMessage()));
        audit.subscribe("orders.placed", MessageType.of(Order.class), options, order -> record(order));
        audit.start();
        Service stock = configured("stock").build().handle(BrokerPageTestStockSubscriber.of(new Stock()));
        stock.start();

        try (Client client = configured("shop").buildClient()) {
            client.publish("orders.placed", new Order("7", 3));
        } finally {
            stock.close();
            audit.close();
        }

        assertThat(audited).containsExactly(new Order("7", 3));
        assertThat(failures).containsExactly("not yet");
    }

    private void record(Order order) {
        if (failures.isEmpty()) {
            throw new IllegalStateException("not yet");
        }
        audited.add(order);
    }

    private ServiceBuilder configured(String name) {
        return Service.builder(name)
                .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0"))
                .registry(registry);
    }

    private static String bare(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
