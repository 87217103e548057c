package daxplane.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** The error numbers of Linux on x86-64 and arm64 that these subsystems return, with the texts that the C library gives them. */
public enum Errno {
    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    ESRCH(3, "No such process"),
    EINTR(4, "Interrupted system call"),
    EIO(5, "Input/output error"),
    ENXIO(6, "No such device or address"),
    E2BIG(7, "Argument list too long"),
    EBADF(9, "Bad file descriptor"),
    EAGAIN(11, "Resource temporarily unavailable"),
    ENOMEM(12, "Cannot allocate memory"),
    EACCES(13, "Permission denied"),
    EFAULT(14, "Bad address"),
    EBUSY(16, "Device or resource busy"),
    EEXIST(17, "File exists"),
    EXDEV(18, "Invalid cross-device link"),
    ENODEV(19, "No such device"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    ENOTTY(25, "Inappropriate ioctl for device"),
    EFBIG(27, "File too large"),
    ENOSPC(28, "No space left on device"),
    EROFS(30, "Read-only file system"),
    ERANGE(34, "Numerical result out of range"),
    ENAMETOOLONG(36, "File name too long"),
    ENOTEMPTY(39, "Directory not empty"),
    ELOOP(40, "Too many levels of symbolic links"),
    ENODATA(61, "No data available"),
    EBADMSG(74, "Bad message"),
    EOVERFLOW(75, "Value too large for defined data type"),
    EOPNOTSUPP(95, "Operation not supported"),
    ETIMEDOUT(110, "Connection timed out"),
    ENOKEY(126, "Required key not available"),
    EHWPOISON(133, "Memory page has hardware error");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    /** What strerror(3) says. */
    public String text() {
        return text;
    }

    public static Optional<Errno> ofNumber(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }

    /** What a file operation of the JDK failed with; empty when neither its type nor its message tells. */
    public static Optional<Errno> of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> Optional.of(ENOENT);
            case AccessDeniedException _ -> Optional.of(EACCES);
            case NotDirectoryException _ -> Optional.of(ENOTDIR);
            case FileAlreadyExistsException _ -> Optional.of(EEXIST);
            case DirectoryNotEmptyException _ -> Optional.of(ENOTEMPTY);
            case FileSystemLoopException _ -> Optional.of(ELOOP);
            default -> inMessage(String.valueOf(failure.getMessage()));
        };
    }

    /** Why a file operation of the JDK failed, in the words of the C library: {@code No such file or directory (ENOENT)}. */
    public static String said(IOException failure) {
        var errno = of(failure).orElse(EIO);
        return errno.text + " (" + errno + ")";
    }

    /** The errno whose strerror text the message ends with, as the JDK's file exceptions carry it. */
    public static Optional<Errno> inMessage(String message) {
        for (Errno errno : values()) {
            if (message.endsWith(errno.text)) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }
}
