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
    /** Marks calls that are not cut. */
    private static final int WHOLE = -1;

    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withContentType("application/protobuf");

    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void javaCallsGo(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-name", "peer");
                CuttingProxy proxy = new CuttingProxy(go.address());
                Client whole = JavaSide.client()) {
            cutEverywhere(proxy, n -> {
                try (Client client = JavaSide.client()) { // so that each call has a connection of its own
                    assertCut(new JavaCalls(client, proxy.address()), new JavaCalls(whole, go.address()), n, false);
                }
            });
            assertThat(go.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void goCallsJava(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-pool-ttl", "1ns"); // so that each call has a connection of its own
                Service java = JavaSide.serve(new PeerService(), "127.0.0.1:0");
                CuttingProxy proxy = new CuttingProxy(java.address())) {
            cutEverywhere(proxy, n -> {
                boolean mayBeEmpty = version == GoVersion.V4 && proxy.cutsReplies();
                assertCut(new GoCalls(go, proxy.address()), new GoCalls(go, java.address()), n, mayBeEmpty);
            });
        }
    }

    /** Learns how long both are from a call that is not cut, then cuts the next ones, up to the one that lacks no more than its last byte. */
    private static void cutEverywhere(CuttingProxy proxy, IntConsumer call) {
        call.accept(WHOLE);
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
        proxy.cut(CuttingProxy.WHOLE, CuttingProxy.WHOLE);
        call.accept(WHOLE - 1);
        assertThat(proxy.requested()).as("bytes of each request").isEqualTo(request);
        assertThat(proxy.replied()).as("bytes of each reply").isEqualTo(reply);
    }

    /**
     * The cut call fails in words, and in time; the server handled it once at most, and goes on.
     *
     * @param mayBeEmpty whether the caller takes some replies that were cut for empty messages, as go-micro v4's client does
     */
    private static void assertCut(Calls cut, Calls direct, int n, boolean mayBeEmpty) {
        String text = "call " + (2_000 + n); // all of one length
        Tick request = Tick.newBuilder().setText(text).build();

        Outcome outcome = cut.unary("Count", request, OPTIONS);

        if (n <= WHOLE) {
            assertThat(outcome.reply())
                    .isEqualTo(request.toBuilder().setNumber(1).build());
            return;
        }
        if (mayBeEmpty && outcome.error() == null) {
            assertThat(outcome.reply()).as("cut at byte " + n).isEqualTo(Tick.getDefaultInstance());
        } else {
            assertThat(outcome.failure().detail()).as("cut at byte " + n).isNotEmpty();
        }
        assertThat(outcome.took()).isLessThan(Calls.LIMIT);
        Tick seen = (Tick) direct.unary("Count", request, OPTIONS).reply();
        assertThat(seen.getNumber()).as("calls that arrived, and this one").isBetween(1L, 2L);
    }
}
