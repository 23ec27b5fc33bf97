package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one call, or every call of one generated client, differs from what the client's own options say. Immutable.
 *
 * @param timeout how long a call with one reply may take in all, and how long a stream may take to open; null for the client's
 * @param idleTimeout how long a stream may be silent while its reader waits; null for the client's, {@link Duration#ZERO} for ever
 * @param retries how often a failed call is made again where that is safe; null for the client's, 0 for never
 * @param hedging when a call of an idempotent endpoint is made on another node as well; null for the client's, {@link Hedging#OFF} for never
 * @param addresses where to call, as {@code host:port}, in place of what the registry says; empty for the registry
 * @param selector the name of what chooses among the nodes, as {@code least-loaded}; null for the client's. It has its own notes of which nodes are well
 * @param selection which nodes of the registry will do
 * @param metadata what travels with the call beside what the current context hands on
 * @param contentType how messages are written, as {@code application/json}; null for the client's
 */
public record CallOptions(
        @Nullable Duration timeout,
        @Nullable Duration idleTimeout,
        @Nullable Integer retries,
        @Nullable Hedging hedging,
        List<String> addresses,
        @Nullable String selector,
        Selection selection,
        Metadata metadata,
        @Nullable String contentType) {
    /** As the client says. */
    public static final CallOptions DEFAULT =
            new CallOptions(null, null, null, null, List.of(), null, Selection.ANY, Metadata.EMPTY, null);

    public CallOptions {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout is " + timeout + "; a call needs more than no time");
        }
        if (idleTimeout != null && idleTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "idleTimeout is " + idleTimeout + "; use Duration.ZERO to wait for ever");
        }
        if (retries != null && retries < 0) {
            throw new IllegalArgumentException("retries is " + retries + "; use 0 to turn retries off");
        }
        if (contentType != null && contentType.isBlank()) {
            throw new IllegalArgumentException("contentType is blank; leave it out, or name one as application/json");
        }
        if (selector != null && selector.isBlank()) {
            throw new IllegalArgumentException("selector is blank; leave it out, or name one as least-loaded");
        }
        addresses = List.copyOf(addresses);
        requireNonNull(selection, "selection");
        requireNonNull(metadata, "metadata");
    }

    /** Returns these options with a time for the whole call (for a stream: for its opening). */
    public CallOptions withTimeout(Duration timeout) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options with a time that a stream may be silent; {@link Duration#ZERO} for ever. */
    public CallOptions withIdleTimeout(Duration idleTimeout) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options with a number of retries, made only where that is safe; 0 for none. */
    public CallOptions withRetries(int retries) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options with calls of idempotent endpoints made on another node as well, or not. */
    public CallOptions withHedging(Hedging hedging) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options with nodes to call, as {@code host:port}, in place of those in the registry. */
    public CallOptions withAddresses(String... addresses) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, List.of(addresses), selector, selection, metadata, contentType);
    }

    /** Returns these options with what chooses among the nodes, by its name: {@code random}, {@code round-robin}, {@code least-loaded} or a plugin's. */
    public CallOptions withSelector(String selector) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options with a version that the called nodes have to have. */
    public CallOptions withVersion(String version) {
        return withSelection(selection.withVersion(version));
    }

    /** Returns these options with something that the metadata of the called nodes has to say. */
    public CallOptions withLabel(String name, String value) {
        return withSelection(selection.withLabel(name, value));
    }

    /** Returns these options with what the call is about: calls with one key go to one node while it is there and well. */
    public CallOptions withShardKey(String key) {
        return withSelection(selection.withKey(key));
    }

    private CallOptions withSelection(Selection selection) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options with one more entry of metadata. */
    public CallOptions withMetadata(String name, String value) {
        return new CallOptions(
                timeout,
                idleTimeout,
                retries,
                hedging,
                addresses,
                selector,
                selection,
                metadata.with(name, value),
                contentType);
    }

    /** Returns these options with a way of writing messages, as {@code application/json}. */
    public CallOptions withContentType(String contentType) {
        return new CallOptions(
                timeout, idleTimeout, retries, hedging, addresses, selector, selection, metadata, contentType);
    }

    /** Returns these options, overlaid with what {@code other} says. */
    public CallOptions with(CallOptions other) {
        return new CallOptions(
                other.timeout == null ? timeout : other.timeout,
                other.idleTimeout == null ? idleTimeout : other.idleTimeout,
                other.retries == null ? retries : other.retries,
                other.hedging == null ? hedging : other.hedging,
                other.addresses.isEmpty() ? addresses : other.addresses,
                other.selector == null ? selector : other.selector,
                selection.with(other.selection),
                metadata.with(other.metadata),
                other.contentType == null ? contentType : other.contentType);
    }
}
