package io.micro4j.client;

import io.micro4j.call.Deadline;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Hedging;
import io.micro4j.call.Selection;
import io.micro4j.transport.Head;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call, before it is sent. Immutable.
 *
 * @param endpoint what is called
 * @param head what goes before its first message; its time limit is set anew for each attempt
 * @param addresses where to call in place of what the registry says; empty for the registry
 * @param selector the name of what chooses among the nodes; null for the client's
 * @param selection which nodes of the registry will do
 * @param retries how often it may be made again
 * @param hedging when it is made on another node as well
 * @param until the moment after which nobody waits; null if somebody always does
 */
public record OutgoingCall(
        Endpoint<?, ?> endpoint,
        Head head,
        List<String> addresses,
        @Nullable String selector,
        Selection selection,
        int retries,
        Hedging hedging,
        @Nullable Deadline until) {
    /** Returns the name under which the service is registered. */
    public String service() {
        return head.service();
    }

    /** Returns the moment after which nobody waits, if there is one. */
    public Optional<Deadline> deadline() {
        return Optional.ofNullable(until);
    }

    /** Returns this call with another head. */
    public OutgoingCall withHead(Head head) {
        return new OutgoingCall(endpoint, head, addresses, selector, selection, retries, hedging, until);
    }

    @Override
    public String toString() {
        return endpoint + " of " + service();
    }
}
