package daxplane.evidence;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Something cannot be proven, or not be written down. The message says what, why and what to do. */
public final class EvidenceException extends Exception {

    private static final long serialVersionUID = 1;

    public EvidenceException(String what) {
        super(what);
    }

    public EvidenceException(String what, Throwable cause) {
        super(what, cause);
    }

    static EvidenceException unreadable(Path file, IOException failure) {
        return new EvidenceException(file + " cannot be read: " + why(failure), failure);
    }

    static EvidenceException unwritable(Path file, IOException failure) {
        return new EvidenceException(file + " cannot be written: " + why(failure), failure);
    }

    /** In the words of the C library, which the JDK's exceptions carry, or have a type for. */
    private static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "No such file or directory (ENOENT)";
            case AccessDeniedException _ -> "Permission denied (EACCES)";
            case FileAlreadyExistsException _ -> "a file is in the way (EEXIST)";
            case FileSystemException told when told.getReason() != null -> told.getReason();
            default -> "Input/output error (EIO)";
        };
    }
}
