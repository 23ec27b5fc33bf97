package io.micro4j.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the user of a service wants done around its start and its stop. Safe for use by many threads. */
final class LifeCycle {
    private static final Logger LOG = System.getLogger("io.micro4j.service");

    private final String service;
    private final Map<Moment, List<Hook>> hooks = new EnumMap<>(Moment.class);
    private boolean begun;

    enum Moment {
        BEFORE_START("beforeStart"),
        AFTER_START("afterStart"),
        BEFORE_STOP("beforeStop"),
        AFTER_STOP("afterStop");

        private final String text;

        Moment(String text) {
            this.text = text;
        }
    }

    LifeCycle(String service) {
        this.service = service;
    }

    /** @throws IllegalStateException if the service has started */
    synchronized void add(Moment moment, Hook hook) {
        requireNonNull(hook, "hook");
        if (begun) {
            throw new IllegalStateException(service + " has started; add a " + moment.text + " hook before");
        }
        hooks.computeIfAbsent(moment, none -> new ArrayList<>()).add(hook);
    }

    /**
     * Does what is to be done before or after the start, up to the first that fails.
     *
     * @throws IllegalStateException if one failed
     */
    void start(Moment moment) {
        for (Hook hook : of(moment)) {
            try {
                hook.run();
            } catch (Exception e) {
                throw new IllegalStateException(
                        service + " does not start, because its " + moment.text + " hook failed: " + e, interrupted(e));
            }
        }
    }

    /** Does all that is to be done before or after the stop, which nothing holds up. */
    void stop(Moment moment) {
        for (Hook hook : of(moment)) {
            try {
                hook.run();
            } catch (Exception e) {
                LOG.log(
                        Level.WARNING,
                        service + " stops, although its " + moment.text + " hook failed: " + e,
                        interrupted(e));
            }
        }
    }

    private static Exception interrupted(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private synchronized List<Hook> of(Moment moment) {
        begun = true;
        return List.copyOf(hooks.getOrDefault(moment, List.of()));
    }
}
