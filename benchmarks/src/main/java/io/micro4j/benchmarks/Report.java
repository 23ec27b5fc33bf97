package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of a run, as Markdown: the median of the rounds, and in brackets its ratio to that of the first system in the same run. */
final class Report {
    private final Settings settings;
    private final Map<Case, Map<Contender, List<Sample>>> samples = new LinkedHashMap<>();

    Report(Settings settings) {
        this.settings = settings;
    }

    void add(Case task, Contender contender, Sample sample) {
        samples.computeIfAbsent(task, key -> new LinkedHashMap<>())
                .computeIfAbsent(contender, key -> new ArrayList<>())
                .add(sample);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Unary echo of a %d-character string and an int64 in protobuf over loopback, JDK %s, %d CPUs, "
                        + "median of %d rounds of %.1f s in turn. (Ratio to %s.)%n%n",
                settings.payload(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                settings.rounds(),
                settings.round().toMillis() / 1000.0,
                settings.systems().get(0).name()));
        for (Contender contender : settings.systems()) {
            text.append(String.format("- `%s`: %s%n", contender.name(), contender.description()));
        }
        samples.forEach((task, systems) -> table(text, task, systems));
        return text.toString();
    }

    private static void table(StringBuilder text, Case task, Map<Contender, List<Sample>> systems) {
        text.append(String.format("%n**%s**%n%n", task));
        text.append(
                "| system | calls/s | p50 µs | p99 µs | CPU µs a call | client + server | bytes a call | client + server |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
        List<Sample> first = systems.values().iterator().next();
        systems.forEach((contender, rounds) -> text.append("| ")
                .append(String.join(" | ", row(contender, rounds, first)))
                .append(" |\n"));
    }

    private static List<String> row(Contender contender, List<Sample> rounds, List<Sample> first) {
        return List.of(
                contender.name(),
                figure("%,.0f", Sample::callsPerSecond, rounds, first),
                figure("%,.0f", sample -> sample.p50() / 1e3, rounds, first),
                figure("%,.0f", sample -> sample.p99() / 1e3, rounds, first),
                figure("%,.1f", sample -> sample.cpu(sample.both()), rounds, first),
                sides(contender, "%,.1f", sample -> sample.cpu(sample.client()), s -> s.cpu(s.server()), rounds),
                figure("%,.0f", sample -> sample.bytes(sample.both()), rounds, first),
                sides(contender, "%,.0f", sample -> sample.bytes(sample.client()), s -> s.bytes(s.server()), rounds));
    }

    private static String figure(
            String format, ToDoubleFunction<Sample> figure, List<Sample> rounds, List<Sample> first) {
        double median = median(figure, rounds);
        return String.format(Locale.ROOT, format + " (%.2f)", median, median / median(figure, first));
    }

    private static String sides(
            Contender contender,
            String format,
            ToDoubleFunction<Sample> client,
            ToDoubleFunction<Sample> server,
            List<Sample> rounds) {
        return contender.inOneProcess()
                ? "one process"
                : String.format(Locale.ROOT, format + " + " + format, median(client, rounds), median(server, rounds));
    }

    private static double median(ToDoubleFunction<Sample> figure, List<Sample> rounds) {
        double[] figures = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = figures.length / 2;
        return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
    }
}
