package io.micro4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts all systems through all cases, in turn, and reports. {@code benchmarks/run} starts it in the project's folder. */
public final class Benchmark {
    private static final Path RESULTS = Path.of("benchmarks", "target", "results.md");

    private final Settings settings;
    private final List<Pair> pairs = new ArrayList<>();
    private final Report report;

    private Benchmark(Settings settings) {
        this.settings = settings;
        this.report = new Report(settings);
    }

    /** Runs what the options say; {@code --help} lists them. */
    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.printf(
                    Settings.HELP,
                    Contender.ALL.stream().map(Contender::name).toList(),
                    Load.ALL.stream().map(Load::name).toList());
            return;
        }
        try {
            new Benchmark(Settings.parse(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws Exception {
        try {
            for (Contender contender : settings.systems()) {
                say("starting %s", contender.name());
                pairs.add(Pair.start(contender, settings));
            }
            settings.loads().forEach(this::heat);
            for (Case task : settings.cases()) {
                measure(task);
            }
        } finally {
            for (Pair pair : pairs) {
                pair.close();
            }
        }
        String results = report.markdown();
        Files.createDirectories(RESULTS.getParent());
        Files.writeString(RESULTS, results);
        System.out.print(results);
        say("written to %s", RESULTS);
    }

    /** Lets the JIT compilers see many calls of a kind, before the cases in which there are few. */
    private void heat(Load load) {
        for (Pair pair : pairs) {
            say("warming up %s, %s", pair.contender().name(), load.name());
            pair.warmUp(new Case(load, 64), settings.warmUp().multipliedBy(3));
        }
    }

    private void measure(Case task) {
        for (Pair pair : pairs) {
            if (!pair.warmUp(task, settings.warmUp())) {
                say("%s: %s still compiles", task, pair.contender().name());
            }
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Pair pair : pairs) {
                Sample sample = pair.measure(task, settings.round());
                report.add(task, pair.contender(), sample);
                say(
                        "%s: round %d, %s %,.0f calls/s",
                        task, round, pair.contender().name(), sample.callsPerSecond());
            }
        }
    }

    private static void say(String format, Object... values) {
        System.err.printf("benchmarks: " + format + "%n", values);
    }
}
