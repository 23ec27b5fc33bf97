package io.micro4j.benchmarks;

/**
 * What every system is put through.
 *
 * @param inFlight how many calls are under way at any time
 */
record Case(Load load, int inFlight) {
    @Override
    public String toString() {
        return inFlight + " " + load.name();
    }
}
