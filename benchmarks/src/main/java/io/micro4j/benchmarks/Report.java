package io.micro4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The figures of a run, as Markdown: the median of the rounds, and in brackets its ratio to that of the first system in the same table. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    private Report() {}

    static String markdown(Settings settings, Results results) {
        Report report = new Report();
        report.machine(settings);
        report.text.append(Goals.markdown(results));
        results.samples().forEach((section, cases) -> report.section(section, cases, results.failures()));
        report.starts(results.starts(), results.failures());
        report.idle(results.idle(), results.failures());
        report.systems();
        return report.text.toString();
    }

    private void machine(Settings settings) {
        line(
                "%d CPUs (%s), JDK %s, %s %s. Client and server are two processes on one machine, over loopback; "
                        + "median of %d rounds of %.1f s in turn. In brackets: ratio to the first system of the table.",
                Runtime.getRuntime().availableProcessors(),
                Cpu.model(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                settings.pace().rounds(),
                settings.pace().round().toMillis() / 1000.0);
    }

    private void section(
            CallSection section, Map<Case, Map<Contender, List<Sample>>> cases, List<Results.Failure> failures) {
        line("%n## %s", section.title());
        cases.forEach((task, systems) -> {
            table(task, systems, systems.getOrDefault(section.systems().get(0), List.of()));
            failed(failures.stream()
                    .filter(failure ->
                            failure.section().equals(section) && failure.task().equals(Optional.of(task))));
        });
    }

    private void failed(Stream<Results.Failure> failures) {
        failures.map(failure -> "| %s | failed: %s |"
                        .formatted(failure.system().name(), failure.reason().replace("|", "\\|")))
                .distinct()
                .forEach(row -> line("%s", row));
    }

    /** Ratios are to {@code first}; there are none if it is empty. */
    private void table(Case task, Map<Contender, List<Sample>> systems, List<Sample> first) {
        boolean streams = task.load().streams();
        line("%n**%s**%n", task);
        line(
                streams
                        ? "| system | messages/s | CPU µs a message: client | server | bytes a message: client | server |"
                        : "| system | calls/s | p50 µs | p99 µs | p99.9 µs | CPU µs a call: client | server | bytes a call: client | server |");
        line(streams ? "|---|---:|---:|---:|---:|---:|" : "|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        systems.forEach((system, rounds) -> {
            Row row = new Row(text, rounds, first).cell("| %s |".formatted(system.name()));
            row.figure(Sample::callsPerSecond);
            if (!streams) {
                row.figure(sample -> sample.p50() / 1e3);
                row.figure(sample -> sample.p99() / 1e3);
                row.figure(sample -> sample.p999() / 1e3);
            }
            row.figure(sample -> sample.cpu(sample.client()));
            row.figure(sample -> sample.cpu(sample.server()));
            row.figure(sample -> sample.bytes(sample.client()));
            row.figure(sample -> sample.bytes(sample.server()));
            row.cell("%n".formatted());
        });
    }

    /** A line of a table, cell by cell. */
    private record Row(StringBuilder text, List<Sample> rounds, List<Sample> first) {
        Row cell(String cell) {
            text.append(cell);
            return this;
        }

        void figure(ToDoubleFunction<Sample> figure) {
            double median = Results.median(rounds, figure);
            double reference = first.isEmpty() ? 0 : Results.median(first, figure);
            String ratio = reference == 0 ? "" : String.format(Locale.ROOT, " (%.2f)", median / reference);
            String format = median < 100 ? " %.2f%s |" : " %,.0f%s |";
            text.append(median == 0 ? " – |" : String.format(Locale.ROOT, format, median, ratio));
        }
    }

    private void starts(Map<Contender, List<Double>> starts, List<Results.Failure> failures) {
        if (starts.isEmpty()) {
            return;
        }
        line("%n## Start to first reply%n");
        line("The server's process is started, then the client's, which makes one call.%n");
        line("| system | seconds |%n|---|---:|");
        double first = Results.median(starts.values().iterator().next(), Double::doubleValue);
        starts.forEach((system, rounds) -> {
            double seconds = Results.median(rounds, Double::doubleValue);
            line("| %s | %.2f (%.2f) |", system.name(), seconds, seconds / first);
        });
        failed(failures.stream().filter(failure -> failure.section() instanceof StartSection));
    }

    private void idle(Map<Contender, Results.Idle> idle, List<Results.Failure> failures) {
        if (idle.isEmpty()) {
            return;
        }
        int connections = idle.values().iterator().next().connections();
        line("%n## %,d idle connections%n", connections);
        if (connections < IdleSection.CONNECTIONS) {
            line(
                    "Fewer than %,d, as a process may not open more files here: see `ulimit -n`.%n",
                    IdleSection.CONNECTIONS);
        }
        line("Bytes that the server holds for each, after one call over it and a collection.%n");
        line("| system | heap | direct buffers | resident |%n|---|---:|---:|---:|");
        idle.forEach((system, cost) -> {
            Footprint each = cost.each();
            line("| %s | %,d | %,d | %,d |", system.name(), each.heap(), each.direct(), each.resident());
        });
        failed(failures.stream().filter(failure -> failure.section() instanceof IdleSection));
    }

    private void systems() {
        line("%n## Systems%n");
        for (Contender system : Contenders.ALL) {
            line("- `%s`: %s", system.name(), system.description());
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format + "%n", values));
    }
}
