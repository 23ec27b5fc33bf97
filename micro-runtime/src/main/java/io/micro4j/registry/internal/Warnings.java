package io.micro4j.registry.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says each thing once, until it is over. Safe for use by many threads. */
public final class Warnings {
    private static final Logger LOG = System.getLogger("io.micro4j.registry");
    private static final int MOST = 1_000;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * Logs a warning, the first time; later ones are debug output.
     *
     * @param about what it is about: one warning each
     */
    public void warn(String about, String text, @Nullable Throwable cause) {
        boolean first = said.size() < MOST && said.add(about);
        LOG.log(first ? Level.WARNING : Level.DEBUG, text, cause);
    }

    /** Takes note that it is over: the next one is a warning again. */
    public void over(String about) {
        if (!said.isEmpty()) {
            said.remove(about);
        }
    }
}
