package io.micro4j.selector;

import io.micro4j.registry.Node;

/** Gives nodes by one choice; a further try of the same call gets one of those not tried yet, while there are any. */
final class Pick implements Next {
    private static final int DRAWS = 8;

    private final Open open;
    private final Choice choice;
    private final Tried tried = new Tried();

    Pick(Open open, Choice choice) {
        this.open = open;
        this.choice = choice;
    }

    @Override
    public Node next() {
        int chosen = choose();
        tried.add(chosen, open.size());
        open.members[chosen].started();
        return open.nodes[chosen];
    }

    private int choose() {
        for (int i = 0; i < DRAWS; i++) {
            int at = choice.among(open);
            if (isFree(at)) {
                return at;
            }
        }
        int from = choice.among(open);
        for (int i = 0; i < open.size(); i++) {
            int at = (from + i) % open.size();
            if (isFree(at)) {
                return at;
            }
        }
        return from;
    }

    private boolean isFree(int at) {
        return !tried.contains(at) && open.members[at].admit();
    }
}
