package daxplane.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A directory for the framework's bundle cache that no other process uses as long as this one lives.
 *
 * <p>Slots stay behind warm for the next start. When all are taken or the cache cannot be written, the slot is a
 * temporary directory that goes with the process.
 *
 * <pre>
 *   CACHE/framework-0.lock   held by the process that uses
 *   CACHE/framework-0/       this directory
 *   CACHE/framework-1.lock   ...
 * </pre>
 */
final class CacheSlot implements AutoCloseable {

    /** More processes than this at once are rare; they start a little slower. */
    static final int SLOTS = 8;

    private final Path directory;
    /** Held until the process ends; empty for a temporary slot. */
    private final Optional<FileLock> lock;

    private CacheSlot(Path directory, Optional<FileLock> lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @param scratch told of a directory that must not outlive the process */
    static CacheSlot take(Path cache, Consumer<Path> scratch) throws StartFailure {
        try {
            Files.createDirectories(cache);
            for (int number = 0; number < SLOTS; number++) {
                var lock = tryLock(cache.resolve("framework-" + number + ".lock"));
                if (lock.isPresent()) {
                    return new CacheSlot(cache.resolve("framework-" + number), lock);
                }
            }
        } catch (IOException unwritable) {
            return temporary(scratch);
        }
        return temporary(scratch);
    }

    private static CacheSlot temporary(Consumer<Path> scratch) throws StartFailure {
        try {
            var directory = Files.createTempDirectory("daxplane-");
            scratch.accept(directory);
            return new CacheSlot(directory, Optional.empty());
        } catch (IOException full) {
            throw new StartFailure("no room for the bundle cache: " + full.getMessage()
                    + "; make $XDG_CACHE_HOME or the temporary directory writable", full);
        }
    }

    private static Optional<FileLock> tryLock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = Optional.ofNullable(channel.tryLock());
        if (lock.isEmpty()) {
            channel.close();
        }
        return lock;
    }

    Path directory() {
        return directory;
    }

    void clear() throws IOException {
        Directories.delete(directory);
    }

    /** Lets go of the slot; what is temporary is deleted. */
    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().acquiredBy().close();
        } else {
            clear();
        }
    }
}
