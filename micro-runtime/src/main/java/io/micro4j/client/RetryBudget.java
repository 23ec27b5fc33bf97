package io.micro4j.client;

/**
 * How many calls of a client may be made again, so that retries do not bring down for good what is overloaded for a moment. Counted over the last
 * ten seconds, over all services that the client calls; a hedged call counts as one that is made again. Immutable.
 *
 * @param percent so many of a hundred calls
 * @param perSecond and so many a second, however few calls there are
 */
public record RetryBudget(int percent, int perSecond) {
    /** A fifth of the calls, and ten a second. */
    public static final RetryBudget DEFAULT = new RetryBudget(20, 10);

    public RetryBudget {
        if (percent < 0) {
            throw new IllegalArgumentException(
                    "retry budget of " + percent + " % of the calls; use 0 for none, 20 for a fifth");
        }
        if (perSecond < 0) {
            throw new IllegalArgumentException("retry budget of " + perSecond + " a second; use 0 for none");
        }
    }

    /** Returns the same with another share of the calls. */
    public RetryBudget withPercent(int percent) {
        return new RetryBudget(percent, perSecond);
    }

    /** Returns the same with another number a second. */
    public RetryBudget withPerSecond(int perSecond) {
        return new RetryBudget(percent, perSecond);
    }
}
