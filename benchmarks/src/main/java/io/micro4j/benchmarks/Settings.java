package io.micro4j.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** What the command line chose. */
final class Settings {
    static final String HELP = """
            benchmarks/run [OPTION ...]: measures an echo call of several systems, in turn, in one run.
              --quick            a run of one to two minutes: 2 rounds of 0.5 s instead of 5 of 2 s
              --systems A,B      these systems instead of all: %s
              --loads A,B        these ways of calling instead of all: %s
              --in-flight N,M    so many calls under way: 1,64,256
              --payload N        characters of the echoed text: 32
              --rounds N         rounds a system and case
              --seconds S        how long a round takes
              --warm-up S        how long a case may warm up at most, and a load three times that before; less once the JIT is quiet
              --profile          leaves a JFR recording of each process in benchmarks/target
            """;

    private List<Contender> systems = Contender.ALL;
    private List<Load> loads = Load.ALL;
    private List<Integer> inFlight = List.of(1, 64, 256);
    private int payload = 32;
    private int rounds = 5;
    private Duration round = Duration.ofSeconds(2);
    private Duration warmUp = Duration.ofSeconds(4);
    private boolean profile;

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
                rounds = 2;
                round = Duration.ofMillis(500);
                warmUp = Duration.ofMillis(800);
            }
            case "--systems" ->
                systems = list(option, rest).stream().map(Contender::named).toList();
            case "--loads" ->
                loads = list(option, rest).stream().map(Load::named).toList();
            case "--in-flight" ->
                inFlight = list(option, rest).stream().map(Integer::valueOf).toList();
            case "--payload" -> payload = Integer.parseInt(value(option, rest));
            case "--rounds" -> rounds = Integer.parseInt(value(option, rest));
            case "--seconds" -> round = seconds(value(option, rest));
            case "--warm-up" -> warmUp = seconds(value(option, rest));
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

    List<Contender> systems() {
        return systems;
    }

    List<Load> loads() {
        return loads;
    }

    /** Returns every load with every number in flight. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Load load : loads) {
            inFlight.forEach(number -> cases.add(new Case(load, number)));
        }
        return cases;
    }

    int payload() {
        return payload;
    }

    int rounds() {
        return rounds;
    }

    Duration round() {
        return round;
    }

    Duration warmUp() {
        return warmUp;
    }

    /** Returns the flags of a worker's JVM: the same for all. */
    List<String> jvmFlags(String worker) {
        List<String> flags = new ArrayList<>(List.of("-Xms256m", "-Xmx256m"));
        if (Runtime.version().feature() >= 24) {
            flags.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        if (profile) {
            Path file = Path.of("benchmarks", "target", worker + ".jfr");
            flags.addAll(List.of("-Xlog:jfr*=error", "-XX:StartFlightRecording=settings=profile,filename=" + file));
        }
        return flags;
    }
}
