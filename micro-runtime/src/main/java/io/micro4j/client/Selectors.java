package io.micro4j.client;

import static java.util.Objects.requireNonNull;

import io.micro4j.selector.Selector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client's selector, and those that calls choose by name, each opened by the first call that does. Safe for use by many threads. */
final class Selectors implements AutoCloseable {
    private final Selector usual;
    private final Function<String, Selector> opening;
    private final Map<String, Selector> others = new ConcurrentHashMap<>();

    /** Returns {@code only}, which is all that there is. */
    static Selectors of(Selector only) {
        return new Selectors(only, name -> {
            throw new IllegalArgumentException("No selector is called \"" + name + "\"; this client has " + only.name()
                    + " alone. ClientBuilder.selectors says how others are opened");
        });
    }

    /** @param opening opens a selector by its name; throws an {@link IllegalArgumentException} if there is none */
    Selectors(Selector usual, Function<String, Selector> opening) {
        this.usual = usual;
        this.opening = opening;
    }

    /** @throws io.micro4j.call.MicroException 400 if {@code call} names one that is not there */
    Selector of(OutgoingCall call) {
        Selector open = opened(call.selector());
        return open == null ? open(requireNonNull(call.selector()), call) : open;
    }

    /** Returns whether nodes for {@code call} can be had without asking the registry. */
    boolean isReady(OutgoingCall call) {
        Selector open = opened(call.selector());
        return open != null && open.isReady(call.service());
    }

    /** The client's own is its owner's to close. */
    @Override
    public void close() {
        others.values().forEach(Selector::close);
    }

    private @Nullable Selector opened(@Nullable String name) {
        return name == null || name.equals(usual.name()) ? usual : others.get(name);
    }

    private Selector open(String name, OutgoingCall call) {
        try {
            return others.computeIfAbsent(name, opening);
        } catch (IllegalArgumentException e) {
            throw Failure.of(400, call + ": " + e.getMessage(), e).asNeverSent();
        }
    }

    @Override
    public String toString() {
        return usual.name();
    }
}
