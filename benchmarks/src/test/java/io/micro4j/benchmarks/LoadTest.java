package io.micro4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of calling counts what it calls. */
final class LoadTest {
    static List<Load> loads() {
        boolean virtual = Jvm.own(false).hasVirtualThreads();
        return Load.ALL.stream().filter(load -> virtual || load != Load.VIRTUAL).toList();
    }

    @ParameterizedTest
    @MethodSource("loads")
    void counts(Load load) throws Exception {
        Peer peer = Micro4j.memory(false);
        try (EchoServer server = peer.serve();
                EchoCalls calls = peer.connect(server.address());
                Load.Callers callers = load.callers(calls, "text", 3)) {
            Tally sum = Tally.sum(callers.callUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20)));

            assertThat(sum.count()).isGreaterThanOrEqualTo(3);
            assertThat(sum.percentile(50)).isPositive().isLessThanOrEqualTo(sum.percentile(99.9));
        }
    }
}
