package io.micro4j.benchmarks;

import java.util.Locale;

/**
 * What a system is put through.
 *
 * @param inFlight how many calls, or streams, are under way at any time
 * @param payload characters of the echoed text
 */
record Case(Load load, int inFlight, int payload) {
    /** Returns the order to a worker that makes it call for so long. */
    String order(long millis) {
        return load.name() + " " + inFlight + " " + payload + " " + millis;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d ", inFlight) + load.name() + ", " + size(payload);
    }

    private static String size(int bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
