package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All that was measured in a run. For one thread. */
final class Results {
    private final Map<CallSection, Map<Case, Map<Contender, List<Sample>>>> samples = new LinkedHashMap<>();
    private final Map<Contender, List<Double>> starts = new LinkedHashMap<>();
    private final Map<Contender, Idle> idle = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();

    /**
     * What each of so many idle connections holds.
     *
     * @param growth how much more each of the second half holds than each of the first: 1 is as much
     */
    record Idle(int connections, Footprint each, double growth) {}

    /** Why a system has no figures in a section; in which case of it, if it has cases. */
    record Failure(Section section, Optional<Case> task, Contender system, String reason) {}

    void add(CallSection section, Case task, Contender system, Sample sample) {
        samples.computeIfAbsent(section, key -> new LinkedHashMap<>())
                .computeIfAbsent(task, key -> new LinkedHashMap<>())
                .computeIfAbsent(system, key -> new ArrayList<>())
                .add(sample);
    }

    void addStart(Contender system, double seconds) {
        starts.computeIfAbsent(system, key -> new ArrayList<>()).add(seconds);
    }

    void addIdle(Contender system, Idle cost) {
        idle.put(system, cost);
    }

    /** Notes that a system failed in a case. What it had reached there does not count. */
    void fail(CallSection section, Case task, Contender system, Exception why) {
        samples.computeIfAbsent(section, key -> new LinkedHashMap<>())
                .computeIfAbsent(task, key -> new LinkedHashMap<>())
                .remove(system);
        failures.add(new Failure(section, Optional.of(task), system, reason(why)));
    }

    /** Notes that a system failed in a section without cases. */
    void fail(Section section, Contender system, Exception why) {
        failures.add(new Failure(section, Optional.empty(), system, reason(why)));
    }

    /** Returns what a reader is told of a failure. */
    static String reason(Exception why) {
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }

    List<Failure> failures() {
        return failures;
    }

    Map<CallSection, Map<Case, Map<Contender, List<Sample>>>> samples() {
        return samples;
    }

    Map<Contender, List<Double>> starts() {
        return starts;
    }

    Map<Contender, Idle> idle() {
        return idle;
    }

    /** Returns the median of the rounds of a system in a case of a section; empty if it was not measured. */
    OptionalDouble figure(String section, Case task, String system, ToDoubleFunction<Sample> figure) {
        return samples.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(section))
                .flatMap(entry -> entry.getValue().getOrDefault(task, Map.of()).entrySet().stream())
                .filter(entry -> entry.getKey().name().equals(system))
                .mapToDouble(entry -> median(entry.getValue(), figure))
                .findFirst();
    }

    /** Returns the median of the seconds to the first reply. */
    OptionalDouble start(String system) {
        return starts.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(system))
                .mapToDouble(entry -> median(entry.getValue(), Double::doubleValue))
                .findFirst();
    }

    /** Returns how much more each of the second half of the idle connections holds. */
    OptionalDouble idleGrowth(String system) {
        return idle.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(system))
                .mapToDouble(entry -> entry.getValue().growth())
                .findFirst();
    }

    static <T> double median(Collection<T> values, ToDoubleFunction<T> figure) {
        double[] figures = values.stream().mapToDouble(figure).sorted().toArray();
        int middle = figures.length / 2;
        return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
    }
}
