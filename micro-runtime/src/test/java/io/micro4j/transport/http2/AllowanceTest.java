package io.micro4j.transport.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    private final Allowance allowance = new Allowance(10, 1);

    @Test
    void runsOutAtOnce() {
        assertThat(taken(50)).isEqualTo(10);
    }

    @Test
    void isEarnedBackUpToWhatItWas() {
        assertThat(taken(8)).isEqualTo(8);
        allowance.earn(3);
        assertThat(taken(50)).isEqualTo(5);
        allowance.earn(1_000);
        assertThat(taken(50)).isEqualTo(10);
    }

    private long taken(int tries) {
        return IntStream.range(0, tries).filter(i -> allowance.take()).count();
    }
}
