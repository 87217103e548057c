package daxplane.shell.raw;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.Redirection;
import daxplane.script.Tree;
import daxplane.shell.screen.Visible;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.view.Outcomes;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * The files that patterns and {@code >} mean. A path of the machine ({@code /sys}, {@code /proc}, {@code /dev}) is written by
 * an operation of the control plane, with everything that belongs to one; any other is a file of the operator.
 */
public final class MachineTree implements Tree {

    /** On a command whose output goes to a file: accept that memory is lost until the next boot. */
    static final String LEAK = "--leak-until-reboot";

    /** A device of every kernel on which nothing has room. */
    private static final String FULL = "/dev/full";

    private final Context context;

    public MachineTree(Context context) {
        this.context = context;
    }

    private Attributes attributes() throws ControlException {
        return context.session().host().attributes();
    }

    @Override
    public List<String> list(String typed) {
        String directory = Places.of(typed);
        if (!Places.isMachine(directory)) {
            return OperatorTree.list(directory);
        }
        try {
            return attributes().list(directory);
        } catch (ControlException | HostException notListed) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String typed) {
        String path = Places.of(typed);
        if (!Places.isMachine(path)) {
            return OperatorTree.exists(path);
        }
        try {
            return attributes().kind(path) != Kind.ABSENT;
        } catch (ControlException unusable) {
            return false;
        }
    }

    @Override
    public boolean isDirectory(String typed) {
        String path = Places.of(typed);
        if (!Places.isMachine(path)) {
            return OperatorTree.isDirectory(path);
        }
        try {
            return attributes().kind(attributes().realPath(path)) == Kind.DIRECTORY;
        } catch (ControlException | HostException absent) {
            return false;
        }
    }

    @Override
    public boolean isFile(String typed) {
        String path = Places.of(typed);
        return !Places.isMachine(path);
    }

    @Override
    public boolean writable(String path) {
        return exists(path) && !isDirectory(path);
    }

    @Override
    public int open(String path, boolean append, PrintStream err) {
        return OperatorTree.open(path, append, err);
    }

    @Override
    public int append(String path, byte[] bytes, PrintStream err) {
        return OperatorTree.append(path, bytes, err);
    }

    /** What cannot be opened is no operation: nothing is recorded of it. */
    @Override
    public int write(List<String> words, String typed, String text, PrintStream err) {
        String path = Places.of(typed);
        try {
            if (path.equals(FULL)) {
                return failed(words, path, Errno.ENOSPC, "write", err);
            }
            var refused = Redirection.refused(attributes(), path).or(() -> isDirectory(path) ? Optional.of(Errno.EISDIR) : Optional.empty());
            if (refused.isPresent()) {
                return failed(words, path, refused.get(), "open", err);
            }
            var effect = new Effect.WriteAttribute(path, text);
            var outcome = context.session().control().execute(new Command.Perform(List.of(effect), words.contains(LEAK)), context.actor());
            new Outcomes(outcome, List.of(), List.of()).complain(context.screen(), err);
            return outcome.exitCode();
        } catch (ControlException unusable) {
            err.println("daxplane: " + Visible.line(unusable.getMessage()));
            return ExitCode.FAILED;
        }
    }

    private static int failed(List<String> words, String path, Errno errno, String stage, PrintStream err) {
        err.println(Visible.line("failed: " + (words.isEmpty() ? "" : String.join(" ", words) + " ") + "> " + path + ": " + errno.text()
                + " (" + errno + " at " + stage + ")"));
        return ExitCode.FAILED;
    }
}
