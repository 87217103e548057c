package daxplane.tools.session;

import daxplane.host.Errno;
import java.io.IOException;

/** What strerror(3) would say to a problem with a file. */
public final class FileProblem {

    private FileProblem() {
    }

    public static String text(IOException problem) {
        return Errno.of(problem).map(Errno::text).orElse(String.valueOf(problem.getMessage()));
    }
}
