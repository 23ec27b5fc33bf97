package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that have been idle for longer than their client keeps them. */
@Tag("slow")
final class IdleTest {
    private static final Duration AGE = Duration.ofMillis(300);

    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void javaTakesANewOne(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-name", "peer");
                Client client = JavaSide.client(options -> options.poolTtl(AGE))) {
            assertNewAfterAge(new JavaCalls(client, go.address()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void goTakesANewOne(GoVersion version) throws Exception {
        try (Service java = JavaSide.serve(new PeerService(), "127.0.0.1:0");
                GoPeer go = GoPeer.start(version, "-pool-ttl", AGE.toMillis() + "ms")) {
            assertNewAfterAge(new GoCalls(go, java.address()));
        }
    }

    private static void assertNewAfterAge(Calls calls) {
        String first = Cells.remote(calls, CallOptions.DEFAULT);
        Awaitility.await().pollDelay(AGE.toMillis() * 2, TimeUnit.MILLISECONDS).until(() -> true);

        assertThat(Cells.remote(calls, CallOptions.DEFAULT)).isNotEqualTo(first);
    }
}
