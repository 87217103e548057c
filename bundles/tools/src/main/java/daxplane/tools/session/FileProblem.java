package daxplane.tools.session;

import daxplane.host.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What strerror(3) would say to a problem with a file. */
public final class FileProblem {

    private FileProblem() {
    }

    public static String text(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> Errno.ENOENT.text();
            case AccessDeniedException _ -> Errno.EACCES.text();
            default -> {
                String message = String.valueOf(problem.getMessage());
                yield Errno.inMessage(message).map(Errno::text).orElse(message);
            }
        };
    }
}
