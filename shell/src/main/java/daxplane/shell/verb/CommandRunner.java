package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Outcome;
import daxplane.shell.view.Outcomes;
import java.util.List;

/** Carries commands out and tells how they ended. */
final class CommandRunner {

    private CommandRunner() {
    }

    /**
     * @param devices to show afterwards
     * @return the outcome's exit code
     */
    static int perform(Context context, Command command, List<String> devices) throws ControlException {
        return tell(context, context.session().control().execute(ContentsQuestion.asked(context, command), context.actor()), devices);
    }

    /** And shows what changed hands. */
    static int perform(Context context, Command command) throws ControlException {
        return perform(context, command, devices(command));
    }

    /** What to show afterwards. */
    static List<String> devices(Command command) {
        return switch (command) {
            case Command.Assign(var device, var _, var _) -> List.of(device);
            case Command.Release(var device, var _) -> List.of(device);
            case Command.Several several -> several.commands().stream().flatMap(one -> devices(one).stream()).toList();
            case Command.Recover _, Command.Accept _, Command.Undo _, Command.Perform _, Command.Adjust _, Command.Power _ -> List.of();
        };
    }

    /** @param devices to show afterwards */
    static int tell(Context context, Outcome outcome, List<String> devices) throws ControlException {
        var told = new Outcomes(outcome, devices, context.session().control().modes());
        context.print(told);
        if (context.forPeople()) {
            told.complain(context.screen(), context.streams().err());
        }
        return outcome.exitCode();
    }

    /** As a shell does it: nothing is printed when it works. */
    static int quietly(Context context, Command command) throws ControlException {
        var control = context.session().control();
        var outcome = control.execute(command, context.actor());
        new Outcomes(outcome, List.of(), control.modes()).complain(context.screen(), context.streams().err());
        return outcome.exitCode();
    }
}
