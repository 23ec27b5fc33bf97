package io.micro4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts all systems through all cases, in turn, and reports. {@code benchmarks/run} starts it in the project's folder. */
public final class Benchmark {
    private Benchmark() {}

    /** Runs what the options say; {@code --help} lists them. */
    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.printf(
                    Settings.HELP,
                    Plan.SECTIONS,
                    Contenders.ALL.stream().map(Contender::name).toList(),
                    Load.ALL.stream().map(Load::name).toList());
            return;
        }
        try {
            System.exit(run(Settings.parse(args)) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Returns whether all that was to be measured was. */
    private static boolean run(Settings settings) throws Exception {
        List<Section> sections = Plan.of(settings);
        Progress progress =
                new Progress(sections.stream().mapToInt(Section::steps).sum());
        for (Contender missing : settings.among(Contenders.missing())) {
            progress.say("%s is left out: %s", missing.name(), missing.needs());
        }
        if (settings.virtualJvm().isEmpty()) {
            progress.say("callers on virtual threads are left out: this JDK has none; see --newer-java");
        }
        Results results = new Results();
        int steps = 0;
        for (Section section : sections) {
            section.run(results, progress);
            steps += section.steps();
            progress.reached(steps);
            write(settings, results); // after each, so that a run that breaks is not lost
        }
        System.out.print(Report.markdown(settings, results));
        progress.say("written to %s", settings.out());
        results.failures().stream()
                .map(failure -> "FAILED: " + failure.section().name() + ", "
                        + failure.system().name() + ": " + failure.reason())
                .distinct()
                .forEach(failure -> progress.say("%s", failure));
        return results.failures().isEmpty();
    }

    private static void write(Settings settings, Results results) throws IOException {
        Path folder = Files.createDirectories(settings.out());
        Files.writeString(folder.resolve("results.md"), Report.markdown(settings, results));
        Files.writeString(folder.resolve("results.svg"), Plot.svg(results));
    }
}
