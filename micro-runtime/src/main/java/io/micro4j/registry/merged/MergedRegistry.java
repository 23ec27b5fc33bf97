package io.micro4j.registry.merged;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;

import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import io.micro4j.registry.internal.Entries;
import io.micro4j.registry.internal.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Several registries as one: it registers with all, and finds what any of them knows. Of nodes with one id, the first registry's counts.
 *
 * <p>While one of them works, the failure of another is a warning, once until it works again; when none does, it is an exception.
 */
public final class MergedRegistry implements Registry {
    private final String name;
    private final List<Registry> sides;
    private final Warnings warnings = new Warnings();

    /**
     * Makes one registry of several, which it closes.
     *
     * @param name the name that it answers to
     * @param sides the registries, best first
     */
    public MergedRegistry(String name, Registry... sides) {
        this.name = name;
        this.sides = List.of(sides);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void register(ServiceEntry service, Duration ttl) {
        ask("register", service.toString(), side -> {
            side.register(service, ttl);
            return side;
        });
    }

    @Override
    public void deregister(ServiceEntry service) {
        ask("deregister", service.toString(), side -> {
            side.deregister(service);
            return side;
        });
    }

    @Override
    public List<ServiceEntry> find(String name) {
        return Entries.merge(ask("find", name, side -> side.find(name)).stream()
                .flatMap(List::stream)
                .toList());
    }

    @Override
    public List<String> list() {
        return List.copyOf(new TreeSet<>(ask("list", "services", Registry::list).stream()
                .flatMap(List::stream)
                .toList()));
    }

    /** Tells what every side tells. That a node has gone is told only if no better side still has it. */
    @Override
    public Watch watch(String name, Consumer<RegistryEvent> listener) {
        Object turn = new Object();
        Consumer<RegistryEvent> inTurn = event -> {
            synchronized (turn) {
                listener.accept(event);
            }
        };
        List<Watch> watches = ask(
                "watch",
                name,
                side -> side.watch(name, event -> {
                    if (event.action() != DELETE || !isKnownBefore(side, event.service())) {
                        inTurn.accept(event);
                    }
                }));
        return () -> watches.forEach(Watch::close);
    }

    @Override
    public void close() {
        sides.forEach(Registry::close);
    }

    @Override
    public String toString() {
        return "MergedRegistry" + sides;
    }

    /** Returns the answers of the sides that have one, in the order of the sides. */
    private <T> List<T> ask(String verb, String what, Function<Registry, T> question) {
        List<T> answers = new ArrayList<>();
        Map<Registry, RegistryException> failures = new LinkedHashMap<>();
        for (Registry side : sides) {
            try {
                answers.add(question.apply(side));
                warnings.over(verb + " " + side.name());
            } catch (RegistryException e) {
                failures.put(side, e);
            }
        }
        if (answers.isEmpty()) {
            throw noneCan(verb + " " + what, failures.values());
        }
        failures.forEach((side, failure) -> warnings.warn(
                verb + " " + side.name(), name + " goes on without " + side + ": " + failure.getMessage(), failure));
        return answers;
    }

    private RegistryException noneCan(String what, Collection<RegistryException> failures) {
        String reasons = String.join(
                "; ", failures.stream().map(RegistryException::getMessage).toList());
        RegistryException failure =
                new RegistryException("Cannot " + what + " in any of " + sides + ": " + reasons, null);
        failures.forEach(failure::addSuppressed);
        return failure;
    }

    private boolean isKnownBefore(Registry side, ServiceEntry gone) {
        return better(side).anyMatch(better -> has(better, gone));
    }

    private Stream<Registry> better(Registry side) {
        return sides.stream().takeWhile(other -> other != side);
    }

    private static boolean has(Registry registry, ServiceEntry gone) {
        try {
            return registry.find(gone.name()).stream()
                    .filter(entry -> entry.version().equals(gone.version()))
                    .anyMatch(entry -> ids(entry).containsAll(ids(gone)));
        } catch (RegistryException e) {
            return false;
        }
    }

    private static List<String> ids(ServiceEntry entry) {
        return entry.nodes().stream().map(Node::id).toList();
    }
}
