package io.micro4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a usual run measures is all that the goals ask about, and a system that fails costs its own figures only. */
final class GoalsTest {
    private static final Footprint EACH = new Footprint(1_000, 0, 2_000);
    private static final Sample SAMPLE =
            new Sample(1_000, 1_000_000_000, 1, 2, 3, new Usage(4, 5, 0), new Usage(6, 7, 0));

    private final Settings settings = Settings.parse("--newer-java", System.getProperty("java.home"));
    private final Results results = new Results();

    @Test
    void theUsualRunCoversThem() throws Exception {
        Plan.of(settings).forEach(this::fill);

        String goals = Goals.markdown(results);

        assertThat(goals.lines().filter(line -> !line.contains("go-micro")))
                .hasSizeGreaterThan(20)
                .noneMatch(line -> line.contains("not measured"));
        assertThat(goals).contains("yes").contains("**no**");
    }

    @Test
    void aFailureStandsInTheTable() throws Exception {
        CallSection calls = (CallSection) Plan.of(settings).get(0);
        fill(calls);
        Contender armeria = Contenders.named("armeria");

        results.fail(calls, Plan.BLOCKING, armeria, new IllegalStateException("no port"));

        String report = Report.markdown(settings, results);
        assertThat(report.lines()).containsOnlyOnce("| armeria | failed: no port |");
        assertThat(report.lines().filter(line -> line.startsWith("| armeria |")))
                .hasSize(2);
    }

    private void fill(Section section) {
        if (section instanceof CallSection calls) {
            calls.cases()
                    .forEach(task -> calls.systems().stream()
                            .filter(system -> system.carries(task.load()))
                            .forEach(system -> results.add(calls, task, system, SAMPLE)));
        } else if (section instanceof StartSection starts) {
            starts.systems().forEach(system -> results.addStart(system, 1));
        } else if (section instanceof IdleSection idle) {
            List<Contender> systems = idle.systems();
            systems.forEach(system -> results.addIdle(system, new Results.Idle(IdleSection.CONNECTIONS, EACH, 1)));
        }
    }
}
