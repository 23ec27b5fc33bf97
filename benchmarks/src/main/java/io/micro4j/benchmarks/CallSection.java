package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls or streams: all systems side by side, each started once, in rounds in turn. One that fails leaves the section, and the others go on.
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
                start(system, pairs, results, progress);
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

    private void start(Contender system, List<Pair> pairs, Results results, Progress progress) {
        try {
            Pair pair = Pair.start(system, jvm);
            try {
                heat(pair);
            } catch (RuntimeException e) {
                pair.kill();
                throw e;
            }
            pairs.add(pair);
            progress.step("%s: %s started and warm", name, system.name());
        } catch (RuntimeException e) {
            fail(cases, system, e, results, progress);
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

    private void measure(Case task, List<Pair> pairs, Results results, Progress progress) {
        each(task, pairs, results, progress, pair -> {
            boolean quiet = pair.warmUp(task, pace.warmUp());
            progress.step("%s: %s, %s", task, pair.contender().name(), quiet ? "warm" : "still compiles");
        });
        for (int round = 1; round <= pace.rounds(); round++) {
            each(task, pairs, results, progress, pair -> {
                Sample sample = pair.measure(task, pace.round());
                results.add(this, task, pair.contender(), sample);
                progress.step("%s: %s, %,.0f a second", task, pair.contender().name(), sample.callsPerSecond());
            });
        }
    }

    /** Has each system that carries {@code task} take a step of it. */
    private void each(Case task, List<Pair> pairs, Results results, Progress progress, Consumer<Pair> step) {
        pairs.removeIf(pair -> {
            Contender system = pair.contender();
            if (!system.carries(task.load())) {
                return false;
            }
            try {
                step.accept(pair);
                return false;
            } catch (RuntimeException e) {
                pair.kill();
                fail(cases.subList(cases.indexOf(task), cases.size()), system, e, results, progress);
                return true;
            }
        });
    }

    private void fail(List<Case> left, Contender system, RuntimeException why, Results results, Progress progress) {
        left.stream()
                .filter(task -> system.carries(task.load()))
                .forEach(task -> results.fail(this, task, system, why));
        progress.say("%s: %s FAILED and is left out from here on: %s", name, system.name(), Results.reason(why));
    }
}
