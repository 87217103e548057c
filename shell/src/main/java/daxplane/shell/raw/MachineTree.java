package daxplane.shell.raw;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.host.Attributes;
import daxplane.host.Effect;
import daxplane.host.HostException;
import daxplane.host.Redirection;
import daxplane.shell.screen.Screen;
import daxplane.script.Tree;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.view.Outcomes;
import java.io.PrintStream;
import java.util.List;

/** The machine's files, for patterns and for {@code >}. */
public final class MachineTree implements Tree {

    /** On a command whose output goes to a file: accept that memory is lost until the next boot. */
    static final String LEAK = "--leak-until-reboot";

    private final Context context;

    public MachineTree(Context context) {
        this.context = context;
    }

    @Override
    public List<String> list(String directory) {
        try {
            return context.session().host().attributes().list(directory);
        } catch (ControlException | HostException notListed) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String path) {
        try {
            return context.session().host().attributes().kind(path) != Attributes.Kind.ABSENT;
        } catch (ControlException unusable) {
            return false;
        }
    }

    @Override
    public boolean isDirectory(String path) {
        try {
            var attributes = context.session().host().attributes();
            return attributes.kind(attributes.realPath(path)) == Attributes.Kind.DIRECTORY;
        } catch (ControlException | HostException absent) {
            return false;
        }
    }

    @Override
    public int write(List<String> words, String path, String text, PrintStream err) {
        try {
            var refused = Redirection.refused(context.session().host().attributes(), path);
            if (refused.isPresent()) {
                var errno = refused.get();
                err.println("failed: " + (words.isEmpty() ? "" : String.join(" ", words) + " ") + "> " + path + ": " + errno.text()
                        + " (" + errno + " at open)");
                return ExitCode.FAILED;
            }
            var effect = new Effect.WriteAttribute(path, text);
            var control = context.session().control();
            var outcome = control.execute(new Command.Perform(List.of(effect), words.contains(LEAK)), context.actor());
            new Outcomes(outcome, List.of(), List.of()).complain(screen(), err);
            return outcome.exitCode();
        } catch (ControlException unusable) {
            err.println("daxplane: " + unusable.getMessage());
            return ExitCode.FAILED;
        }
    }

    private Screen screen() {
        return context.screen();
    }
}
