package io.micro4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Cancellation;
import io.micro4j.call.Context;
import io.micro4j.call.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PropagationTest {
    @ParameterizedTest
    @ValueSource(strings = {"Tenant", "Authorization", "traceparent", "tracestate", "baggage", "Micro-Call-Id"})
    void travelsOn(String name) {
        assertThat(Propagation.travelsOn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Micro-Stream",
                "Micro-Topic",
                "Micro-Error",
                "Micro-Id",
                "Timeout",
                "Local",
                "Remote",
                "Content-Type",
                "Content-Length",
                "Connection",
                "Host",
                "Accept",
                "Accept-Encoding",
                "User-Agent",
                "X-Micro-Service",
                "Cookie",
                "X-Forwarded-For",
                "grpc-timeout",
                ":path"
            })
    void staysHere(String name) {
        assertThat(Propagation.travelsOn(name)).isFalse();
    }

    @Test
    void aCallKeepsTheIdOfTheCallThatItServes() {
        Context context = Context.of(Metadata.of("Tenant", "a"), null, "peer", "id-1", new Cancellation());

        Metadata metadata = Propagation.metadata(context, Metadata.of("Own", "b"));

        assertThat(metadata.toMap())
                .containsEntry("Tenant", "a")
                .containsEntry("Own", "b")
                .containsEntry("Micro-Call-Id", "id-1");
    }

    @Test
    void aFirstCallGetsAnIdOfItsOwn() {
        String one = Propagation.metadata(Context.EMPTY, Metadata.EMPTY).get("Micro-Call-Id");
        String other = Propagation.metadata(Context.EMPTY, Metadata.EMPTY).get("Micro-Call-Id");

        assertThat(one).hasSize(16).isNotEqualTo(other);
    }
}
