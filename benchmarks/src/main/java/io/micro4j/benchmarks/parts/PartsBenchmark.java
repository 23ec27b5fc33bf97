package io.micro4j.benchmarks.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures what the hot parts of a call take and allocate, each alone. {@code benchmarks/parts} starts it in the project's folder. */
public final class PartsBenchmark {
    private static final Path OUT = Path.of("benchmarks", "target", "parts.md");

    private PartsBenchmark() {}

    /** Takes the file to write, {@code benchmarks/target/parts.md} by default, and then parts of the names of those to run, all by default. */
    public static void main(String... arguments) throws IOException, RunnerException {
        List<String> words = List.of(arguments);
        Path out = words.isEmpty() ? OUT : Path.of(words.get(0));
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        words.stream().skip(1).forEach(options::include);
        String table = table(new Runner(options.build()).run());
        System.out.print(table);
        Files.writeString(out, table);
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder text = new StringBuilder("| part | ns | ± | bytes allocated |\n|---|---:|---:|---:|\n");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %,.1f | %,.1f | %,.0f |%n",
                    name(result),
                    time.getScore(),
                    time.getScoreError(),
                    allocated(result.getSecondaryResults())));
        }
        return text.toString();
    }

    /** Returns {@code transport.tcp.FrameBenchmark.read}, and the parameters behind it. */
    private static String name(RunResult result) {
        StringBuilder name = new StringBuilder(result.getParams().getBenchmark().replace("io.micro4j.", ""));
        for (String key : result.getParams().getParamsKeys()) {
            name.append(' ').append(key).append('=').append(result.getParams().getParam(key));
        }
        return name.toString();
    }

    @SuppressWarnings("rawtypes") // as JMH has it
    private static double allocated(Map<String, Result> results) {
        return results.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
