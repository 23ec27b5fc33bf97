package io.micro4j.registry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.internal.ServiceJson;
import io.micro4j.registry.internal.Warnings;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of a directory: a lock an owner ({@code OWNER.lock}), a file a node ({@code OWNER.NUMBER.json}, never changed once it is there). For
 * one thread at a time.
 */
final class NodeFiles {
    private static final String NODE = ".json";
    private static final String UNFINISHED = ".tmp";
    /** An entry has to fit into a datagram elsewhere; a file this large is none of ours. */
    private static final long LARGEST = 1 << 20;

    private static final int MOST = 10_000;
    private static final Duration OLD = Duration.ofMinutes(1);

    private final Path directory;
    private final Warnings warnings;
    private Map<String, Optional<ServiceEntry>> known = new HashMap<>();

    NodeFiles(Path directory, Warnings warnings) {
        this.directory = directory;
        this.warnings = warnings;
    }

    /** Writes a new file of {@code owner} and returns it. It appears whole or not at all. */
    Path write(Owner owner, ServiceEntry single) throws IOException {
        String name = owner.nextFile();
        Path unfinished = directory.resolve(name + UNFINISHED);
        byte[] json = ServiceJson.write(single).getBytes(UTF_8);
        if (json.length > LARGEST) {
            throw new IOException(single + " takes " + json.length + " bytes; the local registry has room for "
                    + LARGEST + " a node. Shorten its metadata or its endpoints.");
        }
        Files.write(unfinished, json);
        return Files.move(unfinished, directory.resolve(name + NODE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns one entry a node whose owner is alive, and removes the files of those who are not. */
    List<ServiceEntry> read() throws IOException {
        Map<String, List<Path>> owners = byOwner();
        Map<String, Optional<ServiceEntry>> found = new HashMap<>();
        List<ServiceEntry> entries = new ArrayList<>();
        for (Map.Entry<String, List<Path>> owner : owners.entrySet()) {
            Path lock = directory.resolve(owner.getKey() + Owner.LOCK);
            if (Owner.isAlive(lock)) {
                owner.getValue().forEach(file -> load(file, found));
            } else {
                remove(owner.getValue());
                Files.deleteIfExists(lock);
            }
        }
        known = found;
        new TreeMap<>(found).values().forEach(entry -> entry.ifPresent(entries::add));
        return entries;
    }

    private Map<String, List<Path>> byOwner() throws IOException {
        Map<String, List<Path>> owners = new TreeMap<>();
        int files = 0;
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
            for (Path file : listing) {
                String name = file.getFileName().toString();
                int dot = name.indexOf('.');
                if (dot > 0 && !isForeign(name) && !isBeingMade(file, name)) {
                    owners.computeIfAbsent(name.substring(0, dot), unused -> new ArrayList<>())
                            .add(file);
                }
                if (++files > MOST) {
                    warnings.warn("many", directory + " holds more than " + MOST + " files; the rest is ignored", null);
                    break;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return owners;
    }

    private static boolean isForeign(String name) {
        return !name.endsWith(NODE) && !name.endsWith(Owner.LOCK) && !name.endsWith(UNFINISHED);
    }

    /** A lock is made under another name; only the remains of one who died over it are for others to remove. */
    private static boolean isBeingMade(Path file, String name) throws IOException {
        if (!name.endsWith(UNFINISHED)) {
            return false;
        }
        try {
            Instant made = Files.getLastModifiedTime(file).toInstant();
            return made.isAfter(Instant.now().minus(OLD));
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private void load(Path file, Map<String, Optional<ServiceEntry>> found) {
        String name = file.getFileName().toString();
        if (name.endsWith(NODE)) {
            Optional<ServiceEntry> before = known.get(name);
            found.put(name, before == null ? load(file) : before);
        }
    }

    private Optional<ServiceEntry> load(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            ServiceEntry entry = ServiceJson.read(Files.readString(file));
            if (entry.nodes().size() != 1) {
                throw new IOException("it names " + entry.nodes().size() + " nodes, not one");
            }
            return Optional.of(entry);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // its owner took it back meanwhile
        } catch (IOException e) {
            warnings.warn(file.toString(), "The local registry ignores " + file + ": " + e.getMessage(), e);
            return Optional.empty();
        }
    }

    private static void remove(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
