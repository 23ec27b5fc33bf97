package io.micro4j.registry.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/**
 * One registry of one process, known to others by a locked file: while the lock is held, the files of this owner count.
 *
 * <p>POSIX gives up a process's locks on a file as soon as the process closes any channel on it. So the lock has a file of its own; its name begins
 * with what identifies the process; and nobody ever opens a lock of its own process: there, that the file exists is proof enough, because an
 * owner removes it when it lets go. This needs no static state, and holds across class loaders.
 */
final class Owner implements AutoCloseable {
    static final String LOCK = ".lock";

    private final Path lock;
    private final FileChannel channel;
    private final String name;
    private int files;

    private Owner(Path lock, FileChannel channel, String name) {
        this.lock = lock;
        this.channel = channel;
        this.name = name;
    }

    /** Becomes an owner in {@code directory}. The lock is taken under a name that nobody looks at, then shown. */
    static Owner open(Path directory) throws IOException {
        String name = process() + UUID.randomUUID().toString().substring(0, 8);
        Path hidden = directory.resolve(name + LOCK + ".tmp");
        FileChannel channel = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            FileLock unused = channel.lock();
            Path lock = directory.resolve(name + LOCK);
            Files.move(hidden, lock, StandardCopyOption.ATOMIC_MOVE);
            return new Owner(lock, channel, name);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns whether the owner whose lock is {@code lock} is alive. */
    static boolean isAlive(Path lock) throws IOException {
        if (lock.getFileName().toString().startsWith(process())) {
            return Files.exists(lock);
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return false; // another registry of this process found it dead, and is removing it
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Returns a name for a new file of this owner. */
    String nextFile() {
        return name + "." + files++;
    }

    /** Returns whether the lock's file is still there; something that cleans temporary files may have taken it. */
    boolean isShown() {
        return Files.exists(lock);
    }

    /**
     * Keeps the lock's file from looking old. By its own channel: whoever else opens and closes the file, to set its time for one, takes every lock on it
     * away from the process (fcntl(2)).
     */
    void touch() throws IOException {
        ByteBuffer mark = ByteBuffer.wrap(new byte[] {'\n'});
        while (mark.hasRemaining()) {
            int unused = channel.write(mark, 0);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(lock);
        }
    }

    private static String process() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "-" + start + "-";
    }
}
