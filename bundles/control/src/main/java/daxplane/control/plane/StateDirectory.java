package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.events.EventLog;
import daxplane.events.ledger.Snapshots;
import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.Journals;
import daxplane.journal.memory.MemoryJournal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A state directory on a disk. Its journal's lock is the lock of all of it: who appends to the journal is the one who writes.
 *
 * <pre>
 *   STATE/journal/     the journal
 *   STATE/snapshots/   what was made of it; disposable
 *   STATE/machine/     a simulated machine; its host looks after it
 * </pre>
 */
public final class StateDirectory implements Store {

    private static final String SNAPSHOTS = "snapshots";

    private final Path path;
    private final Journals journals;

    public StateDirectory(Path path, Journals journals) {
        this.path = path;
        this.journals = journals;
    }

    @Override
    public EventLog write() throws ControlException {
        try {
            if (!Files.isDirectory(path)) {
                // Who did what and why is nobody else's business.
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return new EventLog(journals.write(path.resolve("journal")), Snapshots.in(path.resolve(SNAPSHOTS)));
        } catch (FileAlreadyExistsException _) {
            throw new ControlException(Errno.ENOTDIR, "the state directory " + path + " is a file; name another one with --state");
        } catch (AccessDeniedException _) {
            throw new ControlException(Errno.EACCES, "the state directory " + path + " cannot be made: permission denied; name another one with --state");
        } catch (IOException failed) {
            throw new ControlException(Errno.of(failed).orElse(Errno.EIO),
                    "the state directory " + path + " cannot be made: " + failed.getMessage());
        } catch (JournalException refused) {
            throw new ControlException(refused.errno(), refused.what());
        }
    }

    @Override
    public EventLog read() throws ControlException {
        try {
            return new EventLog(journals.read(path.resolve("journal")), Snapshots.in(path.resolve(SNAPSHOTS)));
        } catch (JournalException refused) {
            if (refused.errno() == Errno.ENOENT) {
                return new EventLog(new MemoryJournal());
            }
            throw new ControlException(refused.errno(), refused.what());
        }
    }
}
