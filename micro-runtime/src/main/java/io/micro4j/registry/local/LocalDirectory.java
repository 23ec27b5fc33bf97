package io.micro4j.registry.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.micro4j.registry.RegistryException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where the registry keeps its files: a directory that its user owns, and that nobody else may enter. */
final class LocalDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private LocalDirectory() {}

    /** Returns the default: below {@code XDG_RUNTIME_DIR} if that is there, else below the directory for temporary files. */
    static Path standard(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty() && Files.isWritable(Path.of(runtime))) {
            return Path.of(runtime, "micro4j");
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "micro4j-" + System.getProperty("user.name"));
    }

    /** Makes {@code directory} if it is not there. Refuses one that somebody else owns or may enter. */
    static void prepare(Path directory) {
        try {
            create(directory);
            check(directory);
        } catch (IOException e) {
            throw new RegistryException(
                    "Cannot use " + directory + " as the directory of the local registry: " + e
                            + ". Name another one with the setting local.directory.",
                    e);
        }
    }

    private static void create(Path directory) throws IOException {
        if (directory.getParent() != null) {
            Files.createDirectories(directory.getParent());
        }
        try {
            Files.createDirectory(directory, ownerOnly(directory));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
                throw refused(directory, "is a link or a file, not a directory", "Remove it");
            }
        }
    }

    private static void check(Path directory) throws IOException {
        if (!isPosix(directory)) {
            return;
        }
        Set<PosixFilePermission> wider = EnumSet.copyOf(Files.getPosixFilePermissions(directory, NOFOLLOW_LINKS));
        wider.removeAll(OWNER_ONLY);
        if (!wider.isEmpty()) {
            throw refused(directory, "can be entered by others than its owner: " + wider, "Run chmod 700 on it");
        }
        UserPrincipal owner = Files.getOwner(directory, NOFOLLOW_LINKS);
        if (!owner.equals(self(directory))) {
            throw refused(directory, "belongs to " + owner.getName() + ", not to you", "Remove it");
        }
    }

    /** Only a file that we make says for certain who we are: names of users can be missing in containers. */
    private static UserPrincipal self(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "owner", ".tmp");
        try {
            return Files.getOwner(probe, NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        return isPosix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static RegistryException refused(Path directory, String why, String remedy) {
        return new RegistryException(
                "The directory of the local registry, " + directory + ", " + why + ". " + remedy
                        + ", or name another one with the setting local.directory.",
                null);
    }
}
