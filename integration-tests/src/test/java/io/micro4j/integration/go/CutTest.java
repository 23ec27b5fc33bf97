package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.service.Service;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are cut at every byte of a request and of its reply. */
@Tag("slow")
final class CutTest {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withContentType("application/protobuf");

    private static final int NOWHERE = 0;

    /** One call, with a number that no other has, through the proxy that cuts it after {@code n} bytes. */
    private interface Trial {
        void run(int number, int n);
    }

    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void javaCallsGo(GoVersion version) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-name", "peer");
                CuttingProxy proxy = new CuttingProxy(go.address());
                Client whole = JavaSide.client()) {
            cutEverywhere(proxy, (number, n) -> {
                try (Client client = JavaSide.client()) { // so that each call has a connection of its own
                    Calls through = new JavaCalls(client, proxy.address());
                    assertCut(through, new JavaCalls(whole, go.address()), number, n, false);
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
            cutEverywhere(proxy, (number, n) -> {
                boolean mayBeEmpty = version == GoVersion.V4 && proxy.cutsReplies();
                Calls through = new GoCalls(go, proxy.address());
                assertCut(through, new GoCalls(go, java.address()), number, n, mayBeEmpty);
            });
        }
    }

    /** Cuts calls after each byte of their request, and after each of their reply, but the last. */
    private static void cutEverywhere(CuttingProxy proxy, Trial trial) {
        AtomicInteger number = new AtomicInteger(1_000); // so that all texts are of one length
        int request = cutUpToTheLast(proxy::requested, n -> proxy.cut(n, CuttingProxy.WHOLE), number, trial);
        int reply = cutUpToTheLast(proxy::replied, n -> proxy.cut(CuttingProxy.WHOLE, n), number, trial);
        assertThat(request).isGreaterThan(100);
        assertThat(reply).isGreaterThan(50);
    }

    /** Learns before each cut how many bytes there are without: a number that go-micro's calls carry grows. Returns how many at the end. */
    private static int cutUpToTheLast(IntSupplier length, IntConsumer cut, AtomicInteger number, Trial trial) {
        for (int n = 1; ; n++) {
            cut.accept(CuttingProxy.WHOLE);
            trial.run(number.getAndIncrement(), NOWHERE);
            if (n >= length.getAsInt()) {
                return n;
            }
            cut.accept(n);
            trial.run(number.getAndIncrement(), n);
        }
    }

    /**
     * The cut call fails in words, and in time; the server handled it once at most, and goes on.
     *
     * @param mayBeEmpty whether the caller takes some replies that were cut for empty messages, as go-micro v4's client does
     */
    private static void assertCut(Calls through, Calls direct, int number, int n, boolean mayBeEmpty) {
        Tick request = Tick.newBuilder().setText("call " + number).build();

        Outcome outcome = through.unary("Count", request, OPTIONS);

        if (n == NOWHERE) {
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
