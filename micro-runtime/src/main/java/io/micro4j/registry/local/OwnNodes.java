package io.micro4j.registry.local;

import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.internal.Leases;
import io.micro4j.registry.internal.NodeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The nodes registered through one registry, and their files. For one thread at a time. */
final class OwnNodes implements AutoCloseable {
    private final Path directory;
    private final NodeFiles files;
    private final Leases leases;
    private final Map<NodeKey, Path> paths = new HashMap<>();
    private @Nullable Owner owner;

    OwnNodes(Path directory, NodeFiles files, LongSupplier clock) {
        this.directory = directory;
        this.files = files;
        this.leases = new Leases(clock);
    }

    /** Writes a file, or keeps the one that says the same. */
    void put(ServiceEntry single, Duration ttl) throws IOException {
        Owner shown = owner();
        NodeKey key = NodeKey.of(single);
        Path before = paths.get(key);
        if (single.equals(leases.put(single, ttl)) && before != null && Files.exists(before)) {
            Files.setLastModifiedTime(before, FileTime.from(Instant.now()));
            return;
        }
        paths.put(key, files.write(shown, single));
        if (before != null) {
            Files.deleteIfExists(before);
        }
    }

    void remove(NodeKey key) throws IOException {
        leases.remove(key);
        Path file = paths.remove(key);
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    void expire() throws IOException {
        for (ServiceEntry over : leases.expire()) {
            remove(NodeKey.of(over));
        }
    }

    @Override
    public void close() throws IOException {
        Owner last = owner;
        owner = null;
        for (Path file : paths.values()) {
            Files.deleteIfExists(file);
        }
        paths.clear();
        if (last != null) {
            last.close();
        }
    }

    /** Something may clean away files that look old: what it took is made again with the next renewal. */
    private Owner owner() throws IOException {
        Owner current = owner;
        if (current != null && current.isShown()) {
            current.touch();
            return current;
        }
        close();
        Owner fresh = Owner.open(directory);
        owner = fresh;
        for (ServiceEntry entry : leases.all()) {
            paths.put(NodeKey.of(entry), files.write(fresh, entry));
        }
        return fresh;
    }
}
