package io.micro4j.benchmarks;

import java.time.Duration;

/** Tells who waits what is done and about how long the rest takes. For one thread. */
final class Progress {
    private final long start = System.nanoTime();
    private final int steps;
    private int done;

    Progress(int steps) {
        this.steps = steps;
    }

    /** One step was done: {@code format} says which, and what came out. */
    void step(String format, Object... values) {
        done++;
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        Duration left = spent.multipliedBy(Math.max(steps - done, 0)).dividedBy(done);
        System.err.printf("benchmarks: %d of %d, %s left: ", done, steps, minutes(left));
        System.err.printf(format + "%n", values);
    }

    /** So many steps are behind, among them those that failed or were not taken for that. */
    void reached(int steps) {
        done = steps;
    }

    /** Says something between the steps. */
    void say(String format, Object... values) {
        System.err.printf("benchmarks: " + format + "%n", values);
    }

    private static String minutes(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
