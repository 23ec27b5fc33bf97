package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.service.Service;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are cut at every byte of a request and of its reply. */
@Tag("slow")
final class CutTest {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withContentType("application/protobuf");

    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void javaCallsGo(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-name", "peer");
                CuttingProxy proxy = new CuttingProxy(go.address());
                Client whole = JavaSide.client()) {
            cutEverywhere(proxy, n -> {
                try (Client client = JavaSide.client()) { // so that each call has a connection of its own
                    assertCut(proxy, new JavaCalls(client, proxy.address()), new JavaCalls(whole, go.address()), n);
                }
            });
            assertThat(go.isAlive()).isTrue();
        }
    }

    /**
     * go-micro v4's client takes some cut replies for empty messages, so only v5's is a witness.
     */
    @ParameterizedTest
    @EnumSource(names = "V5")
    void goCallsJava(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-pool-ttl", "1ns"); // so that each call has a connection of its own
                Service java = JavaSide.serve(new PeerService(), "127.0.0.1:0");
                CuttingProxy proxy = new CuttingProxy(java.address())) {
            cutEverywhere(
                    proxy, n -> assertCut(proxy, new GoCalls(go, proxy.address()), new GoCalls(go, java.address()), n));
        }
    }

    /** Learns how long both are from a call that is not cut, then cuts the next ones. */
    private static void cutEverywhere(CuttingProxy proxy, IntConsumer call) {
        call.accept(-1);
        int request = proxy.requested();
        int reply = proxy.replied();
        assertThat(request).isGreaterThan(100);
        assertThat(reply).isGreaterThan(50);
        for (int n = 1; n < request; n++) {
            proxy.cut(n, CuttingProxy.WHOLE);
            call.accept(n);
        }
        for (int n = 1; n < reply; n++) {
            proxy.cut(CuttingProxy.WHOLE, n);
            call.accept(request + n);
        }
    }

    /** The cut call fails in words, and in time; the server handled it once at most, and goes on. */
    private static void assertCut(CuttingProxy proxy, Calls cut, Calls direct, int n) {
        String text = "call " + (1_000 + n); // all of one length
        Tick request = Tick.newBuilder().setText(text).build();

        Outcome outcome = cut.unary("Count", request, OPTIONS);

        if (n < 0) {
            assertThat(outcome.reply())
                    .isEqualTo(request.toBuilder().setNumber(1).build());
            return;
        }
        assertThat(outcome.failure().detail()).as("cut at byte " + n).isNotEmpty();
        assertThat(outcome.took()).isLessThan(Calls.LIMIT);
        Tick seen = (Tick) direct.unary("Count", request, OPTIONS).reply();
        assertThat(seen.getNumber()).as("calls that arrived, and this one").isBetween(1L, 2L);
    }
}
