package io.micro4j.benchmarks;

import java.util.List;

/** How long it takes from nothing to the first reply: the server's process is started, then the client's, which makes one call. */
record StartSection(List<Contender> systems, Jvm jvm, Pace pace) implements Section {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public int steps() {
        return systems.size() * pace.rounds();
    }

    @Override
    public void run(Results results, Progress progress) throws Exception {
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Contender system : systems) {
                long start = System.nanoTime();
                try (Pair pair = Pair.start(system, jvm)) {
                    pair.call();
                    double seconds = (System.nanoTime() - start) / 1e9;
                    results.addStart(system, seconds);
                    progress.step("start: %s, first reply after %.2f s", system.name(), seconds);
                } catch (RuntimeException e) {
                    results.fail(this, system, e);
                    progress.step("start: %s FAILED: %s", system.name(), Results.reason(e));
                }
            }
        }
    }
}
