package io.micro4j.benchmarks;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param rounds how often each system has its turn in a case
 * @param round how long a turn takes
 * @param warmUp how long a case may warm up at most, and a load three times that before; less once the JIT compilers are quiet
 */
record Pace(int rounds, Duration round, Duration warmUp) {
    static final Pace QUICK = new Pace(2, Duration.ofMillis(500), Duration.ofMillis(1_200));
    static final Pace USUAL = new Pace(3, Duration.ofMillis(1_000), Duration.ofMillis(5_000));
    static final Pace FULL = new Pace(5, Duration.ofMillis(2_000), Duration.ofMillis(5_000));

    Pace withRounds(int rounds) {
        return new Pace(rounds, round, warmUp);
    }

    Pace withRound(Duration round) {
        return new Pace(rounds, round, warmUp);
    }

    Pace withWarmUp(Duration warmUp) {
        return new Pace(rounds, round, warmUp);
    }
}
