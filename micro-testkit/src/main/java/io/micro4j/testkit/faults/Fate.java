package io.micro4j.testkit.faults;

import java.util.Random;

/**
 * What happens to one call, drawn when it begins. Immutable.
 *
 * @param cutAfter before which message, either way, the connection breaks; -1 for never
 * @param delayNanos by how much what comes back is held up
 */
record Fate(boolean refused, boolean lost, int cutAfter, long delayNanos) {
    private static final int MOST_MESSAGES = 4;

    /** Takes the same number of draws whatever comes of them, so that one fault more leaves the others where they were. */
    static Fate draw(Random random, Faults faults) {
        double which = random.nextDouble();
        int after = random.nextInt(MOST_MESSAGES);
        double delay = random.nextDouble();
        boolean refused = which < faults.refused();
        boolean cut = !refused && which < faults.refused() + faults.cut();
        boolean lost = !refused && !cut && which < faults.refused() + faults.cut() + faults.lost();
        return new Fate(
                refused, lost, cut ? after : -1, (long) (delay * faults.delay().toNanos()));
    }
}
