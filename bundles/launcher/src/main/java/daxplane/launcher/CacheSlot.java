package daxplane.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A directory for the framework's bundle cache, and one for what lies somewhere for a while, that no other process uses as long as
 * this one lives.
 *
 * <p>Slots stay behind warm for the next start. When all are taken or the cache cannot be written, the slot is a
 * temporary directory that goes with the process. What a process that was killed left is cleared by the next one that takes the
 * slot; of temporary directories by the next one that needs one: the lock in them tells that nobody uses them.
 *
 * <pre>
 *   CACHE/framework-0.lock      held by the process that uses
 *   CACHE/framework-0/          this directory
 *   CACHE/framework-0.scratch/  and this one, empty at the start
 *   CACHE/framework-1.lock      ...
 *
 *   TMP/daxplane-123456/in-use  held by the process that made it
 *   TMP/daxplane-123456/framework/, scratch/
 * </pre>
 */
final class CacheSlot implements AutoCloseable {

    /** More processes than this at once are rare; they start a little slower. */
    static final int SLOTS = 8;

    private static final String PREFIX = "daxplane-";
    private static final String IN_USE = "in-use";

    private final Path directory;
    private final Path scratch;
    /** Held until the process ends. */
    private final FileLock lock;
    /** What goes with the process; empty for a slot that stays. */
    private final Optional<Path> temporary;

    private CacheSlot(Path directory, Path scratch, FileLock lock, Optional<Path> temporary) throws IOException {
        this.directory = directory;
        this.scratch = scratch;
        this.lock = lock;
        this.temporary = temporary;
        Directories.delete(scratch);
        Files.createDirectories(scratch);
    }

    /**
     * @param temporaries where temporary directories are made
     * @param scratch     told of a directory that must not outlive the process
     */
    static CacheSlot take(Path cache, Path temporaries, Consumer<Path> scratch) throws StartFailure {
        try {
            Files.createDirectories(cache);
            for (int number = 0; number < SLOTS; number++) {
                var lock = tryLock(cache.resolve("framework-" + number + ".lock"));
                if (lock.isPresent()) {
                    return new CacheSlot(cache.resolve("framework-" + number), cache.resolve("framework-" + number + ".scratch"), lock.get(), Optional.empty());
                }
            }
        } catch (IOException unwritable) {
            return temporary(temporaries, scratch);
        }
        return temporary(temporaries, scratch);
    }

    private static CacheSlot temporary(Path temporaries, Consumer<Path> scratch) throws StartFailure {
        try {
            var made = Files.createTempDirectory(temporaries, PREFIX);
            scratch.accept(made);
            var lock = tryLock(made.resolve(IN_USE)).orElseThrow(() -> new IOException("somebody else uses " + made));
            clearAfterTheDead(temporaries, made);
            return new CacheSlot(made.resolve("framework"), made.resolve("scratch"), lock, Optional.of(made));
        } catch (IOException full) {
            throw new StartFailure("no room for the bundle cache: " + full.getMessage()
                    + "; make $XDG_CACHE_HOME or the temporary directory writable", full);
        }
    }

    /** Only what is ours: a process of somebody else, dead or not, is none of our business. */
    private static void clearAfterTheDead(Path temporaries, Path own) throws IOException {
        var owner = Files.getOwner(own);
        try (var others = Files.newDirectoryStream(temporaries, PREFIX + "*")) {
            for (var other : others) {
                var inUse = other.resolve(IN_USE);
                if (!other.equals(own) && Files.isRegularFile(inUse) && Files.getOwner(other).equals(owner)) {
                    var lock = tryLock(inUse);
                    if (lock.isPresent()) {
                        Directories.delete(other);
                        lock.get().acquiredBy().close();
                    }
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException notNow) {
            System.err.println("WARNING: not cleared: " + notNow);
        }
    }

    private static Optional<FileLock> tryLock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = Optional.<FileLock>empty();
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ourselves) {
            // taken, by another launch of this process
        }
        if (lock.isEmpty()) {
            channel.close();
        }
        return lock;
    }

    Path directory() {
        return directory;
    }

    /** For what lies somewhere for a while. */
    Path scratch() {
        return scratch;
    }

    void clear() throws IOException {
        Directories.delete(directory);
    }

    /** Lets go of the slot; what is temporary is deleted. */
    @Override
    public void close() throws IOException {
        Directories.delete(temporary.orElse(scratch));
        lock.acquiredBy().close();
    }
}
