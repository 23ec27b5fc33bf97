package io.micro4j.selector;

import io.micro4j.registry.Node;
import io.micro4j.selector.Member.Success;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of one service that will do for a call, at least one. Says which of them may be called now. Safe for use by many threads. */
final class Group {
    /** How old the answer may be, unless something changed. */
    private static final long FRESH_NANOS = 250_000_000;

    private final Node[] nodes;
    private final Member[] members;
    private final Sources sources;
    private volatile @Nullable Open open;
    private volatile @Nullable Ring ring;

    Group(List<Node> nodes, List<Member> members, Sources sources) {
        this.nodes = nodes.toArray(Node[]::new);
        this.members = members.toArray(Member[]::new);
        this.sources = sources;
    }

    /** @param change counts how often it changed who may be called */
    Open open(int change, long now) {
        Open current = open;
        if (current == null || current.change != change || now - current.since >= FRESH_NANOS) {
            current = look(now, change);
            open = current;
        }
        return current;
    }

    /** Returns its nodes on a ring, for calls that have a key. All of them, so that one which is left out moves no other's keys. */
    Ring ring() {
        Ring current = ring;
        if (current == null) {
            current = new Ring(nodes, members, sources);
            ring = current;
        }
        return current;
    }

    /** Leaves {@code member} out, unless that leaves nobody. */
    void banUnlessLast(Member member) {
        if (!contains(member) || banned(sources.now()) + 1 < members.length) {
            member.ban(true);
        }
    }

    /** Leaves {@code member} out, unless half of them are already. */
    void banWithinHalf(Member member, boolean unreached) {
        if ((banned(sources.now()) + 1) * 2 <= members.length) {
            member.ban(unreached);
        }
    }

    private boolean contains(Member member) {
        return Arrays.asList(members).contains(member);
    }

    private int banned(long now) {
        int banned = 0;
        for (Member member : members) {
            banned += member.isBanned(now) ? 1 : 0;
        }
        return banned;
    }

    private Open look(long now, int change) {
        leaveOutFailing(now);
        int[] rest = new int[members.length];
        int size = 0;
        for (int i = 0; i < members.length; i++) {
            if (!members[i].isBanned(now)) {
                rest[size++] = i;
            }
        }
        if (size == 0 || size == members.length) {
            return open(nodes, members, now, change);
        }
        Node[] openNodes = new Node[size];
        Member[] openMembers = new Member[size];
        for (int i = 0; i < size; i++) {
            openNodes[i] = nodes[rest[i]];
            openMembers[i] = members[rest[i]];
        }
        return open(openNodes, openMembers, now, change);
    }

    private Open open(Node[] nodes, Member[] members, long now, int change) {
        double[] latencies = Arrays.stream(members)
                .mapToDouble(member -> member.latency(now))
                .toArray();
        double[] weights = weights(members, median(latencies), now);
        return new Open(nodes, members, latencies, weights, sources, now, change);
    }

    private void leaveOutFailing(long now) {
        Success all = Success.NONE;
        for (Member member : members) {
            if (!member.isBanned(now)) {
                all = all.plus(member.success(now));
            }
        }
        for (Member member : members) {
            if (!member.isBanned(now) && member.isFailing(all.minus(member.success(now)))) {
                banWithinHalf(member, false);
            }
        }
    }

    private static double @Nullable [] weights(Member[] members, double median, long now) {
        double[] weights = new double[members.length];
        double most = 0;
        double least = 1;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = members[i].weight(now, median);
            most = Math.max(most, weights[i]);
            least = Math.min(least, weights[i]);
        }
        if (least >= 1) {
            return null;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= most;
        }
        return weights;
    }

    /** Returns the middle one of those known, the lower of two; 0 if none is. */
    private static double median(double[] latencies) {
        double[] known =
                Arrays.stream(latencies).filter(latency -> latency > 0).sorted().toArray();
        return known.length == 0 ? 0 : known[(known.length - 1) / 2];
    }
}
