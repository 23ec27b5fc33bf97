package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls or streams: all systems side by side, each started once, in rounds in turn.
 *
 * @param title what a reader is told about it
 * @param systems the first is the one that the others are compared with
 */
record CallSection(String name, String title, List<Contender> systems, List<Case> cases, Jvm jvm, Pace pace)
        implements Section {
    @Override
    public int steps() {
        int measured = cases.stream()
                .mapToInt(task -> (int) systems.stream()
                        .filter(system -> system.carries(task.load()))
                        .count())
                .sum();
        return systems.size() + measured * (1 + pace.rounds());
    }

    @Override
    public void run(Results results, Progress progress) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        try {
            for (Contender system : systems) {
                Pair pair = Pair.start(system, jvm);
                pairs.add(pair);
                heat(pair);
                progress.step("%s: %s started and warm", name, system.name());
            }
            for (Case task : cases) {
                measure(task, pairs, results, progress);
            }
        } finally {
            for (Pair pair : pairs) {
                pair.close();
            }
        }
    }

    /** Lets the JIT compilers see many calls of a kind, before the cases in which there are few. */
    private void heat(Pair pair) {
        cases.stream()
                .map(Case::load)
                .distinct()
                .filter(pair.contender()::carries)
                .forEach(load -> pair.warmUp(
                        new Case(
                                load, Math.min(64, mostInFlight()), cases.get(0).payload()),
                        pace.warmUp().multipliedBy(3)));
    }

    private int mostInFlight() {
        return cases.stream().mapToInt(Case::inFlight).max().orElse(1);
    }

    private void measure(Case task, List<Pair> all, Results results, Progress progress) {
        List<Pair> pairs = all.stream()
                .filter(pair -> pair.contender().carries(task.load()))
                .toList();
        for (Pair pair : pairs) {
            boolean quiet = pair.warmUp(task, pace.warmUp());
            progress.step("%s: %s, %s", task, pair.contender().name(), quiet ? "warm" : "still compiles");
        }
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Pair pair : pairs) {
                Sample sample = pair.measure(task, pace.round());
                results.add(this, task, pair.contender(), sample);
                progress.step("%s: %s, %,.0f a second", task, pair.contender().name(), sample.callsPerSecond());
            }
        }
    }
}
