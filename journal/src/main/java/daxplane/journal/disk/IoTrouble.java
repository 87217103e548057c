package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says what an I/O error means for the journal, and what to do about it. */
final class IoTrouble {

    private IoTrouble() {
    }

    /** @param what the attempt that failed: {@code "can not append to the journal"} */
    static JournalException during(String what, Path path, IOException trouble) {
        Errno errno = errno(trouble);
        return new JournalException(errno, "%s %s: %s".formatted(what, path, advice(errno, trouble)), trouble);
    }

    private static Errno errno(IOException trouble) {
        return switch (trouble) {
            case AccessDeniedException _ -> Errno.EACCES;
            case NoSuchFileException _ -> Errno.ENOENT;
            case NotDirectoryException _ -> Errno.ENOTDIR;
            default -> ofMessage(String.valueOf(trouble.getMessage()));
        };
    }

    private static Errno ofMessage(String message) {
        // A used up quota is a full disk for whoever has to make room; its errno is not among the kernel's that we name.
        return message.endsWith("Disk quota exceeded") ? Errno.ENOSPC : Errno.inMessage(message).orElse(Errno.EIO);
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
