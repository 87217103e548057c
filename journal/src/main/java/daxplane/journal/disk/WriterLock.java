package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

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
        var channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            withdraw(path);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw busy(journal, holder(path));
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

    /** Whoever can read a file can lock it against those who write. One that an earlier version made could be read. */
    private static void withdraw(Path path) throws IOException {
        try {
            if (!Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(path, OWNER_ONLY);
            }
        } catch (FileSystemException notOurs) {
            // Its owner has shared it with us, and decides who else may have it.
        }
    }

    /** The process that wrote its id into the file; another one may hold a lock, if it could read the file. */
    private static String holder(Path path) throws IOException {
        String pid = Files.readString(path).strip();
        boolean lives = pid.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
        return lives ? "process " + pid : "a process that 'fuser " + path + "' names";
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
