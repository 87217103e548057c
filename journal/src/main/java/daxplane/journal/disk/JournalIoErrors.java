package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;

/** Says what an I/O error means for the journal, and what to do about it. */
final class JournalIoErrors {

    private JournalIoErrors() {
    }

    /** @param what the attempt that failed: {@code "cannot append to the journal"} */
    static JournalException during(String what, Path path, IOException trouble) {
        Errno errno = errno(trouble);
        return new JournalException(errno, "%s %s: %s".formatted(what, path, advice(errno, trouble)), trouble);
    }

    private static Errno errno(IOException trouble) {
        // A used up quota is a full disk for whoever has to make room; its errno is not among the kernel's that we name.
        boolean quota = String.valueOf(trouble.getMessage()).endsWith("Disk quota exceeded");
        return quota ? Errno.ENOSPC : Errno.of(trouble).orElse(Errno.EIO);
    }

    private static String advice(Errno errno, IOException trouble) {
        return switch (errno) {
            case ENOSPC -> "the disk is full; make room and try again, nothing that was recorded is lost";
            case EROFS -> "the file system is mounted read-only; reading still works";
            case EACCES -> "permission denied; reading needs r-x on directories and r-- on files, writing rwx and rw-";
            case ENOTDIR -> "it is not a directory";
            case ENOENT -> "there is no such file";
            default -> String.valueOf(trouble.getMessage());
        };
    }
}
