package io.micro4j.server;

import static io.micro4j.server.ServerHarness.HELLO;
import static io.micro4j.server.ServerHarness.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.Endpoint;
import io.micro4j.transport.End;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EndpointLimitTest {
    private static final Endpoint<String, String> OTHER = Endpoint.unary("greeter.Greeter", "Other", TEXT, TEXT);

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    @Test
    void refusesMoreCallsOfOneEndpointAndNoneOfAnother() throws InterruptedException {
        try (ServerHarness harness = limited(Map.of("Greeter.Hello", 1))) {
            RawCall first = harness.call(HELLO).ask("a");
            assertThat(entered.await(10, TimeUnit.SECONDS))
                    .as("the handler's start")
                    .isTrue();

            End refused = harness.call(HELLO).ask("b").end();
            End other = harness.call(OTHER).ask("c").end();
            leave.countDown();

            assertThat(refused.error().code()).isEqualTo(503);
            assertThat(refused.error().detail()).startsWith("Greeter.Hello is full: 1 calls of it are going on");
            assertThat(refused.neverSent()).isTrue();
            assertThat(other.isOk()).isTrue();
            assertThat(first.end().isOk()).isTrue();
        }
    }

    @Test
    void refusesToStartWithALimitOfWhatItDoesNotServe() {
        assertThatThrownBy(() -> limited(Map.of("Greeter.Nope", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names Greeter.Nope, which greeter does not serve")
                .hasMessageContaining("Greeter.Hello");
    }

    @Test
    void refusesALimitThatTakesNoCall() {
        assertThatThrownBy(() -> limited(Map.of("Greeter.Hello", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpointLimits of Greeter.Hello is 0; it must be at least 1");
    }

    private ServerHarness limited(Map<String, Integer> limits) {
        return ServerHarness.with(options -> options.handlerThreads(2).endpointLimits(limits), routes -> {
            routes.unary(HELLO, name -> {
                entered.countDown();
                await(leave);
                return name;
            });
            routes.unary(OTHER, name -> name);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
