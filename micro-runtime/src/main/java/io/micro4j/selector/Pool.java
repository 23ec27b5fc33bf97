package io.micro4j.selector;

import io.micro4j.call.Selection;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The nodes of one service, and what is noted of each. Safe for use by many threads. */
final class Pool {
    private static final int MOST_SELECTIONS = 100;
    private static final int MOST_STRANGERS = 1_000;

    private final String service;
    private final SelectorOptions options;
    private final Sources sources;
    final Choice choice;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile @Nullable Groups groups;

    /** Those who passed, of what was known. */
    private record Groups(Known known, Group any, Map<Selection, Group> selected) {}

    Pool(String service, SelectorOptions options, Sources sources, Choice choice) {
        this.service = service;
        this.options = options;
        this.sources = sources;
        this.choice = choice;
    }

    /** Returns what gives the nodes of {@code known} that pass the filters and {@code selection}. */
    Next select(Known known, Selection selection, long now) {
        Groups current = groups;
        if (current == null || !current.known().equals(known)) {
            current = new Groups(known, group(known, Selection.ANY), new ConcurrentHashMap<>());
            forgetStrangers(known);
            groups = current;
        }
        Group group = selection.isAny() ? current.any() : selected(current, selection);
        String key = selection.key();
        return key == null ? among(group, now) : group.ring().of(key);
    }

    /** Returns what gives {@code nodes}. */
    Next select(List<Node> nodes) {
        return among(groupOf(nodes, true), sources.now());
    }

    void mark(Node node, Outcome outcome, long nanos, Known known) {
        Member member = member(node, true);
        boolean changed = member.ended(outcome, nanos);
        if (outcome == Outcome.UNREACHED) {
            groupOf(known.nodes(), true).banUnlessLast(member);
            changed = true;
        } else if (outcome == Outcome.REFUSED) {
            groupOf(known.nodes(), true).banWithinHalf(member, true);
            changed = true;
        }
        if (changed) {
            changes.incrementAndGet();
        }
    }

    void reset() {
        members.values().forEach(Member::forget);
        changes.incrementAndGet();
    }

    private Next among(Group group, long now) {
        return new Pick(group.open(changes.get(), now), choice);
    }

    private Group selected(Groups current, Selection selection) {
        Selection keyless = new Selection(selection.version(), selection.labels(), null);
        Group group = current.selected().get(keyless);
        if (group == null) {
            if (current.selected().size() >= MOST_SELECTIONS) {
                current.selected().clear();
            }
            group = group(current.known(), keyless);
            current.selected().put(keyless, group);
        }
        return group;
    }

    private Group group(Known known, Selection selection) {
        List<NodeFilter> filters = new ArrayList<>(options.filters());
        if (selection.version() != null) {
            filters.add(NodeFilter.version(selection.version()));
        }
        selection.labels().forEach((key, value) -> filters.add(NodeFilter.label(key, value)));
        List<ServiceEntry> left = known.versions();
        for (NodeFilter filter : filters) {
            left = filter.apply(left);
        }
        List<Node> nodes =
                left.stream().flatMap(entry -> entry.nodes().stream()).toList();
        if (nodes.isEmpty()) {
            throw Texts.noneLeft(service, filters, known);
        }
        return groupOf(nodes, groups == null);
    }

    /** @param warm whether those not seen before get their full share of calls from the start */
    private Group groupOf(List<Node> nodes, boolean warm) {
        return new Group(nodes, nodes.stream().map(node -> member(node, warm)).toList(), sources);
    }

    private Member member(Node node, boolean warm) {
        Member member = members.get(node.id());
        return member == null ? members.computeIfAbsent(node.id(), id -> new Member(options, sources, warm)) : member;
    }

    /** Nodes come and go for as long as the process lives. */
    private void forgetStrangers(Known known) {
        if (members.size() > known.nodes().size() + MOST_STRANGERS) {
            Set<String> ids = new HashSet<>();
            known.nodes().forEach(node -> ids.add(node.id()));
            members.keySet().retainAll(ids);
        }
    }
}
