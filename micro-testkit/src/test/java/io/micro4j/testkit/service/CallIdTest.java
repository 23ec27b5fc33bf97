package io.micro4j.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.service.ServiceBuilder;
import io.micro4j.testkit.LogLines;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The id that a caller gives its call is in the log of each service that the call reaches, and in the caller's own error. */
@Timeout(60)
final class CallIdTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> BREAK = Endpoint.unary("test.Glass", "Break", TEXT, TEXT);
    private static final Endpoint<StringValue, StringValue> THROW = Endpoint.unary("test.Child", "Throw", TEXT, TEXT);
    private static final CallOptions IDENTIFIED = CallOptions.DEFAULT.withMetadata("Micro-Call-Id", "tuesday-7");

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Transport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final LogLines log = new LogLines("io.micro4j.server");

    @AfterEach
    void close() {
        log.close();
        transport.close();
        registry.close();
    }

    @Test
    void isInTheLogOfAServiceBehindTheOneThatWasCalled() {
        try (Service glass = builder("glass").build();
                Service child = builder("child").build();
                Client client = builder("caller").buildClient()) {
            glass.handle(routes -> routes.unary(BREAK, text -> {
                throw new IllegalStateException("crack");
            }));
            child.handle(routes ->
                    routes.unary(THROW, text -> child.client().caller("glass").unary(BREAK, text)));
            glass.start();
            child.start();

            assertThatExceptionOfType(MicroException.class)
                    .isThrownBy(() -> client.caller("child").with(IDENTIFIED).unary(THROW, StringValue.of("stone")));

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("internal error ")
                            .contains("Glass.Break (call tuesday-7 from "));
        }
    }

    @Test
    void isInTheErrorOfACallThatTookTooLong() {
        try (Service glass = builder("glass").build();
                Client client = builder("caller").buildClient()) {
            glass.handle(routes -> routes.unary(BREAK, CallIdTest::waitForInterrupt));
            glass.start();

            assertThatExceptionOfType(MicroException.class)
                    .isThrownBy(() -> client.caller("glass")
                            .with(IDENTIFIED.withTimeout(Duration.ofMillis(200)))
                            .unary(BREAK, StringValue.of("slowly")))
                    .satisfies(late -> {
                        assertThat(late.code()).isEqualTo(408);
                        assertThat(late.detail()).contains("Micro-Call-Id tuesday-7");
                    });
        }
    }

    private static StringValue waitForInterrupt(StringValue text) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text;
    }

    private ServiceBuilder builder(String name) {
        return Service.builder(name)
                .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0", "MICRO_SERVER_DRAIN_TIME", "0"))
                .transport(transport)
                .registry(registry)
                .broker("memory");
    }
}
