package io.micro4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the command line chose. */
final class Settings {
    static final String HELP = """
            benchmarks/run [OPTION ...]: measures an echo service of several systems, in turn, in one run of about 40 minutes.
              --quick            a run of two minutes: this project and grpc-java, at 64 in flight
              --full             all that there is, with longer rounds: takes hours
              --sections A,B     these parts instead of all: %s
              --systems A,B      these systems instead of all: %s
              --loads A,B        calls made in these ways (section calls): %s
              --in-flight N,M    so many calls under way (section calls)
              --payload N        characters of the echoed text (section calls)
              --rounds N         rounds a system and case
              --seconds S        how long a round takes
              --warm-up S        how long a case may warm up at most, and a load three times that before; less once the JIT is quiet
              --newer-java HOME  a JDK 21 or newer, for callers on virtual threads if the one that runs this is older
              --out FOLDER       where results.md and results.svg go: benchmarks/target
                                 the exit code is 1 if a system failed: the tables say which and why
              --profile          leaves a JFR recording of each process in benchmarks/target
            """;

    /** How much of it. */
    enum Scale {
        QUICK,
        USUAL,
        FULL
    }

    private Scale scale = Scale.USUAL;
    private Pace pace = Pace.USUAL;
    private List<String> sections = List.of();
    private List<Contender> systems = List.of();
    private List<Load> loads = List.of();
    private List<Integer> inFlight = List.of();
    private int payload = 32;
    private boolean profile;
    private Optional<Path> newerJava = Optional.empty();
    private Path out = Path.of("benchmarks", "target");

    private Settings() {}

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException in words, if it cannot be understood
     */
    static Settings parse(String... arguments) {
        Settings settings = new Settings();
        for (Deque<String> rest = new ArrayDeque<>(List.of(arguments)); !rest.isEmpty(); ) {
            settings.take(rest.pop(), rest);
        }
        return settings;
    }

    private void take(String option, Deque<String> rest) {
        switch (option) {
            case "--quick" -> {
                scale = Scale.QUICK;
                pace = Pace.QUICK;
            }
            case "--full" -> {
                scale = Scale.FULL;
                pace = Pace.FULL;
            }
            case "--sections" -> sections = list(option, rest);
            case "--systems" ->
                systems = list(option, rest).stream().map(Contenders::named).toList();
            case "--loads" ->
                loads = list(option, rest).stream().map(Load::named).toList();
            case "--in-flight" ->
                inFlight = list(option, rest).stream().map(Integer::valueOf).toList();
            case "--payload" -> payload = Integer.parseInt(value(option, rest));
            case "--rounds" -> pace = pace.withRounds(Integer.parseInt(value(option, rest)));
            case "--seconds" -> pace = pace.withRound(seconds(value(option, rest)));
            case "--warm-up" -> pace = pace.withWarmUp(seconds(value(option, rest)));
            case "--newer-java" -> newerJava = Optional.of(Path.of(value(option, rest)));
            case "--out" -> out = Path.of(value(option, rest));
            case "--profile" -> profile = true;
            default -> throw new IllegalArgumentException("No option is called " + option + "; try --help");
        }
    }

    private static List<String> list(String option, Deque<String> rest) {
        return Arrays.asList(value(option, rest).split(","));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value; try --help");
        }
        return rest.pop();
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    Scale scale() {
        return scale;
    }

    Pace pace() {
        return pace;
    }

    boolean wants(Section section) {
        return sections.isEmpty() || sections.contains(section.name());
    }

    /** Returns {@code all}, or those of them that were asked for. */
    List<Contender> among(List<Contender> all) {
        return systems.isEmpty() ? all : all.stream().filter(systems::contains).toList();
    }

    /** Returns the cases of plain calls: {@code usual} unless one was described. */
    List<Case> cases(List<Case> usual) {
        if (loads.isEmpty() && inFlight.isEmpty() && payload == 32) {
            return usual;
        }
        List<Load> chosen = loads.isEmpty() ? List.of(Load.BLOCKING, Load.ASYNC) : loads;
        List<Integer> numbers = inFlight.isEmpty() ? List.of(64) : inFlight;
        return chosen.stream().flatMap(load -> described(load, numbers)).toList();
    }

    private Stream<Case> described(Load load, List<Integer> numbers) {
        return numbers.stream().map(number -> new Case(load, number, payload));
    }

    Path out() {
        return out;
    }

    Jvm jvm() {
        return Jvm.own(profile);
    }

    /** Returns a JVM that has virtual threads, if there is one. */
    Optional<Jvm> virtualJvm() throws IOException {
        if (newerJava.isPresent()) {
            return Optional.of(Jvm.at(newerJava.get(), profile));
        }
        return Optional.of(jvm()).filter(Jvm::hasVirtualThreads);
    }
}
