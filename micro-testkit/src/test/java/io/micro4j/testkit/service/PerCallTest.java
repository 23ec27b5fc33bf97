package io.micro4j.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Hedging;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.Handler;
import io.micro4j.service.Service;
import io.micro4j.service.ServiceBuilder;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call says for itself wins over what its client says. */
@Timeout(60)
final class PerCallTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> WHO =
            Endpoint.unary("test.Who", "Am", TEXT, TEXT).idempotent();

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Transport transport = new MemoryTransport.Provider().open(TransportOptions.DEFAULT);
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private Service one;
    private Service other;
    private Client client;

    @BeforeEach
    void open() {
        one = serving(routes -> routes.unary(WHO, who -> {
            if (who.getValue().equals("hang")) {
                hanging.incrementAndGet();
                hang();
            }
            return StringValue.of("one");
        }));
        other = serving(routes -> routes.unary(WHO, who -> StringValue.of("other")));
        client = builder("caller").buildClient();
    }

    @AfterEach
    void close() {
        released.countDown();
        client.close();
        one.close();
        other.close();
        transport.close();
        registry.close();
    }

    @Test
    void theSelector() {
        CallOptions inTurn = CallOptions.DEFAULT.withSelector("round-robin");

        List<String> called =
                IntStream.range(0, 20).mapToObj(i -> call("", inTurn)).toList();

        for (int i = 1; i < called.size(); i++) {
            assertThat(called.get(i)).isNotEqualTo(called.get(i - 1));
        }
    }

    @Test
    void aSelectorThatIsNotThereIsRefusedInWords() {
        assertThatExceptionOfType(MicroException.class)
                .isThrownBy(() -> call("", CallOptions.DEFAULT.withSelector("round-robbin")))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(400);
                    assertThat(refused.neverSent()).isTrue();
                    assertThat(refused.detail())
                            .contains("No selector is called \"round-robbin\"", "Did you mean round-robin?");
                });
    }

    @Test
    void hedging() {
        CallOptions hedged = CallOptions.DEFAULT
                .withSelector("round-robin")
                .withHedging(Hedging.after(Duration.ofMillis(10)))
                .withTimeout(Duration.ofSeconds(50));

        assertThat(IntStream.range(0, 4).mapToObj(i -> call("hang", hedged))).containsOnly("other");
        assertThat(hanging).as("calls that the other node answered instead").hasPositiveValue();
    }

    private String call(String text, CallOptions options) {
        return client.caller("who")
                .with(options)
                .unary(WHO, StringValue.of(text))
                .getValue();
    }

    private Service serving(Handler handler) {
        Service service = builder("who").build().handle(handler);
        service.start();
        return service;
    }

    private ServiceBuilder builder(String name) {
        return Service.builder(name)
                .environment(Map.of())
                .server(options -> options.drainTime(Duration.ZERO))
                .transport(transport)
                .registry(registry)
                .broker("memory");
    }

    private void hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
