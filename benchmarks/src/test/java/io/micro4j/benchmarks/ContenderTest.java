package io.micro4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured works. */
final class ContenderTest {
    static List<Contender> contenders() {
        return Contender.ALL;
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void answersEveryLoad(Contender contender) throws Exception {
        try (EchoServer server = contender.serve();
                EchoCalls calls = contender.connect(server.address())) {
            for (Load load : Load.ALL) {
                try (Load.Callers callers = load.callers(calls, "text", 3)) {
                    List<Tally> tallies = callers.callUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50));

                    assertThat(Tally.sum(tallies).getTotalCount()).isPositive();
                }
            }
        }
    }
}
