package io.micro4j.integration.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.Subscribe;
import io.micro4j.broker.memory.MemoryBroker;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A class with methods that subscribe, as it is compiled and run. */
final class SubscriberTest {
    record Order(String number) {}

    sealed interface Mark {
        record Circle(int radius) implements Mark {}

        record Cross() implements Mark {}
    }

    static final class Audit {
        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

        @Subscribe(value = "orders", queue = "audit", retries = 0, deadLetterTopic = "orders.dead")
        void placed(Order order) throws IOException {
            if (order.number().isEmpty()) {
                throw new IOException("no number");
            }
            heard.add("order " + order.number());
        }

        @Subscribe("notes")
        void noted(StringValue note) {
            heard.add("note " + note.getValue());
        }

        @Subscribe("marks")
        void marked(Mark mark) {
            heard.add("mark " + mark);
        }

        @Subscribe("orders.dead")
        void refused(Order order) {
            heard.add("dead " + order);
        }
    }

    @Test
    void hearsWhatIsPublished() {
        Audit audit = new Audit();
        try (MemoryBroker broker = new MemoryBroker();
                Service service = Service.builder("audit")
                        .environment(Map.of("MICRO_TRANSPORT", "memory"))
                        .registry(new MemoryRegistry())
                        .broker(broker)
                        .build()
                        .handle(SubscriberTestAuditSubscriber.of(audit))) {
            service.start();

            service.client().publish("orders", new Order("7"));
            service.client().publish("notes", StringValue.of("late"));
            service.client().publish("orders", new Order(""));
            service.client().publish("orders", SubscriberTestAuditJson.ORDER, new Order("8"));
            service.client().publish("marks", SubscriberTestAuditJson.MARK, new Mark.Circle(3));
            service.client().publish("marks", SubscriberTestAuditJson.MARK, new Mark.Cross());
        }

        assertThat(audit.heard)
                .containsExactly(
                        "order 7",
                        "note late",
                        "dead Order[number=]",
                        "order 8",
                        "mark Circle[radius=3]",
                        "mark Cross[]");
    }
}
