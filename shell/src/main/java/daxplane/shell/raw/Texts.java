package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a text command reads: the files it names, or what comes through the pipe. */
final class Texts {

    /** Lines that a command keeps; more than any output of ours has. */
    private static final int MOST_LINES = 4_000_000;

    private Texts() {
    }

    /** The text of a file, of the machine or of the operator. @throws IOException with the words of the kernel */
    static String read(String typed, Context context) throws ControlException, IOException {
        String path = Places.of(typed);
        if (!Places.isMachine(path)) {
            return OperatorTree.read(path);
        }
        try {
            return context.session().host().attributes().read(path);
        } catch (HostException unreadable) {
            throw new IOException(unreadable.errno().text(), unreadable);
        }
    }

    /**
     * Line by line, as they come.
     *
     * @param command for a complaint
     * @param more    takes a line; false: it wants no more
     */
    static void lines(List<String> paths, Context context, String command, Predicate<String> more) throws ControlException, Failure {
        if (paths.isEmpty()) {
            pipe(context, command, more);
            return;
        }
        for (var path : paths) {
            if (!text(path, context, command).lines().allMatch(more)) {
                return;
            }
        }
    }

    /** All of them. */
    static List<String> lines(List<String> paths, Context context, String command) throws ControlException, Failure {
        var all = new ArrayList<String>();
        lines(paths, context, command, line -> all.add(line) && all.size() < MOST_LINES);
        return all;
    }

    static String text(String path, Context context, String command) throws ControlException, Failure {
        try {
            return read(path, context);
        } catch (IOException unreadable) {
            throw Failure.failed(command + ": " + path + ": " + unreadable.getMessage());
        }
    }

    private static void pipe(Context context, String command, Predicate<String> more) throws Failure {
        try {
            // Not closed: the pipe is not ours.
            var reader = new BufferedReader(new InputStreamReader(context.streams().in(), StandardCharsets.UTF_8));
            for (var line = reader.readLine(); line != null && more.test(line); line = reader.readLine()) {
                // the line is taken
            }
        } catch (IOException unreadable) {
            throw Failure.failed(command + ": " + unreadable.getMessage());
        }
    }
}
