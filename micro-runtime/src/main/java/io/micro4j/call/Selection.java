package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a service will do for a call, beside what the selector's own filters say. Immutable.
 *
 * @param version the version that the service has to have, as {@code v2}; null for any
 * @param labels what a node's metadata has to say, each entry of it; empty for anything
 * @param key what the call is about, as a user's id: calls with one key go to one node while it is there and well; null to spread calls
 */
public record Selection(
        @Nullable String version, Metadata labels, @Nullable String key) {
    /** Any node. */
    public static final Selection ANY = new Selection(null, Metadata.EMPTY, null);

    public Selection {
        if (version != null && version.isEmpty()) {
            throw new IllegalArgumentException("version is empty; a version has a name, as \"v2\"");
        }
        requireNonNull(labels, "labels");
    }

    /** Returns this selection, of the nodes of one version. */
    public Selection withVersion(String version) {
        return new Selection(requireNonNull(version, "version"), labels, key);
    }

    /** Returns this selection, of the nodes whose metadata has {@code value} under {@code name}. */
    public Selection withLabel(String name, String value) {
        return new Selection(version, labels.with(name, value), key);
    }

    /** Returns this selection, of one node for all calls with {@code key}. */
    public Selection withKey(String key) {
        return new Selection(version, labels, requireNonNull(key, "key"));
    }

    /** Returns this selection, narrowed by {@code other}. */
    public Selection with(Selection other) {
        if (other.equals(ANY)) {
            return this;
        }
        return new Selection(
                other.version == null ? version : other.version,
                labels.with(other.labels),
                other.key == null ? key : other.key);
    }

    /** Returns whether every node will do. */
    public boolean isAny() {
        return version == null && labels.isEmpty();
    }
}
