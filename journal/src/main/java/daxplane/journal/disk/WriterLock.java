package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a journal. The kernel takes it away when the process dies, however it dies, so a stale file means
 * nothing; the process id in it is for messages only.
 */
final class WriterLock implements AutoCloseable {

    static final String NAME = "writer.lock";

    /**
     * Journals that this process writes to. POSIX drops a process's lock as soon as any of its descriptors of the file is
     * closed: a second attempt must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path journal;
    private final FileChannel channel;

    private WriterLock(Path journal, FileChannel channel) {
        this.journal = journal;
        this.channel = channel;
    }

    /** @throws JournalException EBUSY: somebody else writes, the message names the process */
    static WriterLock take(Path directory) throws JournalException, IOException {
        Path journal = directory.toRealPath();
        if (!HELD.add(journal)) {
            throw busy(journal, "this process (" + ProcessHandle.current().pid() + ")");
        }
        try {
            return lock(journal);
        } catch (IOException | JournalException | RuntimeException failed) {
            HELD.remove(journal);
            throw failed;
        }
    }

    private static WriterLock lock(Path journal) throws JournalException, IOException {
        Path path = journal.resolve(NAME);
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw busy(journal, "process " + Files.readString(path).strip());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return new WriterLock(journal, channel);
        } catch (OverlappingFileLockException byAnotherCopyOfThisClass) {
            channel.close();
            throw busy(journal, "this process (" + ProcessHandle.current().pid() + ")");
        } catch (IOException | JournalException failed) {
            channel.close();
            throw failed;
        }
    }

    private static JournalException busy(Path journal, String who) {
        return new JournalException(Errno.EBUSY, "%s already writes to the journal %s; end it, or only read".formatted(who, journal));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(journal);
        }
    }
}
