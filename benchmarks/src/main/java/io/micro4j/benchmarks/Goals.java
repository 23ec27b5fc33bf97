package io.micro4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What this project wants to reach, and whether a run shows it. */
final class Goals {
    private static final List<String> WIRES = List.of("tcp", "http", "grpc");
    private static final String REFERENCE = Contenders.REFERENCE.name();

    /** More than noise and the processor's caches explain. */
    private static final List<Target> MOST_GROWTH = atMost(1.5, 1.5, 1.5);

    private final Results results;
    private final StringBuilder text = new StringBuilder();
    private int measured;

    private Goals(Results results) {
        this.results = results;
    }

    /** Returns the table; nothing if nothing of it was measured. */
    static String markdown(Results results) {
        Goals goals = new Goals(results);
        goals.write();
        return goals.measured == 0 ? "" : goals.text.toString();
    }

    private void write() {
        line("%n## What to reach%n");
        line(
                "Ratios to `%s` in the same run, unless a unit is said. “Inline”: the endpoint says that it does not block.%n",
                REFERENCE);
        line("| | tcp | http | grpc |%n|---|---|---|---|");
        row(
                "64 blocking callers, calls/s",
                wire -> ratio(wire, Plan.BLOCKING, Sample::callsPerSecond),
                atLeast(6, 3, 5));
        row(
                "64 blocking callers, CPU of both sides",
                wire -> ratio(wire, Plan.BLOCKING, Goals::cpu),
                atMost(0.17, 0.35, 0.20));
        row(
                "256 blocking callers, calls/s",
                wire -> ratio("in-flight", wire, Plan.MORE_BLOCKING, Sample::callsPerSecond),
                atLeast(5, 2.5, 4));
        row(
                "64 async, inline handlers, calls/s",
                wire -> ratio(wire + "-inline", Plan.ASYNC, Sample::callsPerSecond),
                atLeast(15, 4, 10));
        row(
                "64 async, handlers handed over, calls/s",
                wire -> ratio(wire, Plan.ASYNC, Sample::callsPerSecond),
                atLeast(5, 3, 4));
        row(
                "p50 at one blocking caller",
                wire -> ratio("in-flight", wire, Plan.ONE_BLOCKING, Sample::p50),
                atMost(0.35, 0.45, 0.50));
        row("p99 at 64 blocking callers", wire -> ratio(wire, Plan.BLOCKING, Sample::p99), atMost(0.35, 0.9, 0.45));
        row(
                "bytes a call, client",
                wire -> figure("calls", Plan.BLOCKING, wire, s -> s.bytes(s.client())),
                atMost(1_200, 1_800, 1_800));
        row(
                "bytes a call, server",
                wire -> figure("calls", Plan.BLOCKING, wire, s -> s.bytes(s.server())),
                atMost(1_000, 1_500, 1_500));
        row("64 KiB messages, 16 async, calls/s", this::larger, atLeast(2, 2, 1.4));
        row("server streaming, messages/s", this::streamed, atLeast(2_500_000, Double.NaN, 1_500_000));
        row("start of both sides to first reply", this::start, atMost(0.8, 0.8, 0.8));
        row(
                "64 blocking callers on virtual threads, to those on threads of an older JDK",
                this::virtual,
                atLeast(2, 2, 2));
        linear();
        line("%n| with a foreign side, 64 blocking callers | |%n|---|---|");
        foreign(
                "client CPU of `http` to go-micro's, both with a Go server",
                "http-to-go",
                "go-micro",
                Sample::client,
                0.35);
        foreign(
                "server CPU of `http` to go-micro's, both with a Go client",
                "go-to-http",
                "go-micro",
                Sample::server,
                0.15);
        foreign(
                "client CPU of `grpc` to grpc-java's, both with a grpc-java server",
                "grpc-to-grpc-java",
                REFERENCE,
                Sample::client,
                0.4);
        foreign(
                "server CPU of `grpc` to grpc-java's, both with a grpc-java client",
                "grpc-java-to-grpc",
                REFERENCE,
                Sample::server,
                0.15);
    }

    /** That cost grows no faster than what there is of it. */
    private void linear() {
        line("%n| how cost grows: CPU of both sides, or memory | tcp | http | grpc |%n|---|---|---|---|");
        grows(
                "a call, 1,000 services in the registry, to one",
                wire -> figure("services", Plan.BLOCKING, wire + "-services", Goals::cpu),
                wire -> figure("services", Plan.BLOCKING, wire, Goals::cpu));
        grows(
                "a call, 1,000 blocking callers, to 64",
                wire -> figure("in-flight", Plan.MOST_BLOCKING, wire, Goals::cpu),
                wire -> figure("calls", Plan.BLOCKING, wire, Goals::cpu));
        grows(
                "a call, 1,000 async, to 64",
                wire -> figure("in-flight", Plan.MOST_ASYNC, wire, Goals::cpu),
                wire -> figure("calls", Plan.ASYNC, wire, Goals::cpu));
        grows(
                "a byte, messages of 64 MiB, to 1 MiB",
                wire -> figure("huge", Plan.HUGE, wire, sample -> cpu(sample) / Plan.HUGE.payload()),
                wire -> figure("huge", Plan.LARGE, wire, sample -> cpu(sample) / Plan.LARGE.payload()));
        row(
                "heap and direct buffers of an idle connection, the last half of %,d to the first"
                        .formatted(IdleSection.CONNECTIONS),
                results::idleGrowth,
                MOST_GROWTH);
    }

    private void grows(String what, Figure many, Figure few) {
        row(what, wire -> over(many.of(wire), few.of(wire)), MOST_GROWTH);
    }

    private static double cpu(Sample sample) {
        return sample.cpu(sample.both());
    }

    private OptionalDouble larger(String wire) {
        return over(
                figure("payloads", Plan.LARGER, wire, Sample::callsPerSecond),
                figure("payloads", Plan.LARGER, REFERENCE, Sample::callsPerSecond));
    }

    /** The better of the two contracts: both are what users may write. */
    private OptionalDouble streamed(String wire) {
        return Stream.of(wire, wire + "-inline")
                .map(system -> figure("streams", Plan.SERVER_STREAM, system, Sample::callsPerSecond))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private OptionalDouble start(String wire) {
        return over(results.start(wire), results.start(REFERENCE));
    }

    private OptionalDouble virtual(String wire) {
        return over(
                figure("virtual", Plan.VIRTUAL, wire, Sample::callsPerSecond),
                figure("calls", Plan.BLOCKING, wire, Sample::callsPerSecond));
    }

    private OptionalDouble ratio(String system, Case task, ToDoubleFunction<Sample> figure) {
        return ratio("calls", system, task, figure);
    }

    private OptionalDouble ratio(String section, String system, Case task, ToDoubleFunction<Sample> figure) {
        return over(figure(section, task, system, figure), figure(section, task, REFERENCE, figure));
    }

    private OptionalDouble figure(String section, Case task, String system, ToDoubleFunction<Sample> figure) {
        return results.figure(section, task, system, figure);
    }

    private static OptionalDouble over(OptionalDouble value, OptionalDouble reference) {
        return value.isPresent() && reference.isPresent()
                ? OptionalDouble.of(value.getAsDouble() / reference.getAsDouble())
                : OptionalDouble.empty();
    }

    private void row(String what, Figure figure, List<Target> targets) {
        text.append("| ").append(what);
        for (int i = 0; i < WIRES.size(); i++) {
            text.append(" | ").append(cell(figure.of(WIRES.get(i)), targets.get(i)));
        }
        line(" |");
    }

    private void foreign(String what, String system, String reference, Side side, double most) {
        ToDoubleFunction<Sample> cpu = sample -> sample.cpu(side.of(sample));
        OptionalDouble ratio =
                over(figure("calls", Plan.BLOCKING, system, cpu), figure("calls", Plan.BLOCKING, reference, cpu));
        line("| %s | %s |", what, cell(ratio, new Target(most, false)));
    }

    private String cell(OptionalDouble value, Target target) {
        if (Double.isNaN(target.value)) {
            return "–";
        }
        if (value.isEmpty()) {
            return "not measured (%s)".formatted(target);
        }
        measured++;
        return "%s (%s) %s"
                .formatted(
                        number(value.getAsDouble()), target, target.isReached(value.getAsDouble()) ? "yes" : "**no**");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format + "%n", values));
    }

    private static List<Target> atLeast(double tcp, double http, double grpc) {
        return Stream.of(tcp, http, grpc).map(value -> new Target(value, true)).toList();
    }

    private static List<Target> atMost(double tcp, double http, double grpc) {
        return Stream.of(tcp, http, grpc).map(value -> new Target(value, false)).toList();
    }

    private record Target(double value, boolean atLeast) {
        boolean isReached(double figure) {
            return atLeast ? figure >= value : figure <= value;
        }

        @Override
        public String toString() {
            return (atLeast ? "≥ " : "≤ ") + number(value);
        }
    }

    private interface Figure {
        OptionalDouble of(String wire);
    }

    private interface Side {
        Usage of(Sample sample);
    }
}
