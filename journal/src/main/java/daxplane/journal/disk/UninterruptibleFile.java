package daxplane.journal.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A file that stays usable when its caller is interrupted. The JDK closes a file channel under an interrupted thread; a
 * cancelled command must not cost the journal its file. The interrupt is kept for the caller. For one thread at a time.
 */
final class UninterruptibleFile implements AutoCloseable {

    private final Path path;
    private final Set<OpenOption> options;
    private FileChannel channel;

    private UninterruptibleFile(Path path, OpenOption... options) throws IOException {
        this.path = path;
        this.options = Set.of(options);
        this.channel = FileChannel.open(path, this.options);
    }

    static UninterruptibleFile toRead(Path path) throws IOException {
        return new UninterruptibleFile(path, StandardOpenOption.READ);
    }

    /** Reads and writes; creates the file when it is missing. */
    static UninterruptibleFile toWrite(Path path) throws IOException {
        return new UninterruptibleFile(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    /** Makes the entries of a directory durable. */
    static void forceDirectory(Path directory) throws IOException {
        try (var entries = toRead(directory)) {
            entries.force(true);
        }
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return steadily(FileChannel::size);
    }

    /** Fills {@code into} from 0 to its limit with what is at {@code offset}, as far as the file goes, and flips it. */
    void read(ByteBuffer into, long offset) throws IOException {
        steadily(open -> {
            into.position(0);
            while (into.hasRemaining() && open.read(into, offset + into.position()) >= 0) {
                // a read may give less than asked for
            }
            return into.flip();
        });
    }

    void write(ByteBuffer from, long offset) throws IOException {
        steadily(open -> {
            var rest = from.duplicate();
            long at = offset;
            while (rest.hasRemaining()) {
                at += open.write(rest, at);
            }
            return at;
        });
    }

    /** The first bytes of the file, as long as {@code arena} is open; makes the file longer when it is shorter. */
    MemorySegment map(long bytes, Arena arena) throws IOException {
        return steadily(open -> open.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena));
    }

    /** Returns when everything written to the file, by whomever and also through mappings, is durable. */
    void force(boolean alsoSizeAndTimes) throws IOException {
        steadily(open -> {
            open.force(alsoSizeAndTimes);
            return open;
        });
    }

    private <T> T steadily(Access<T> access) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return access.on(channel);
        } catch (ClosedByInterruptException closed) {
            interrupted = true;
            channel = FileChannel.open(path, options);
            return undisturbed(access);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Accesses the file on a thread that nobody knows, and so nobody interrupts. Trying again here instead would lose
     * against whoever interrupts more often than a slow disk answers.
     */
    private <T> T undisturbed(Access<T> access) throws IOException {
        var once = new FutureTask<>(() -> access.on(channel));
        Thread.ofPlatform().daemon().name("journal-undisturbed").start(once);
        while (true) {
            try {
                return once.get();
            } catch (InterruptedException again) {
                // the caller has it noted
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case IOException trouble -> throw trouble;
                    case RuntimeException bug -> throw bug;
                    case Error error -> throw error;
                    default -> throw new IllegalStateException(failed.getCause());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private interface Access<T> {
        T on(FileChannel channel) throws IOException;
    }
}
