package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.shell.screen.Message;
import daxplane.shell.view.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands one after the other, each an operation of its own with its own outcome, and what becomes of them when one fails. */
final class SeveralCommands {

    private final Context context;
    private final Selection.Course course;
    private final List<Object> told = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private int exit = ExitCode.DONE;

    private SeveralCommands(Context context, Selection.Course course) {
        this.context = context;
        this.course = course;
    }

    /** @return 0 when all are done, else the exit code of the first that is not */
    static int perform(Context context, List<Command> commands, Selection.Course course) throws ControlException {
        return commands.size() == 1 ? CommandRunner.perform(context, commands.getFirst()) : new SeveralCommands(context, course).all(commands);
    }

    private int all(List<Command> commands) throws ControlException {
        int begun = 0;
        for (Command command : commands) {
            if (context.interruption().raised() || exit != ExitCode.DONE && course != Selection.Course.KEEP_GOING) {
                break;
            }
            begun++;
            var outcome = context.session().control().execute(ContentsQuestion.asked(context, command), context.actor());
            int code = hear(outcome, CommandRunner.devices(command));
            exit = exit == ExitCode.DONE ? code : exit;
            if (outcome instanceof Outcome.Done(var operation, var _, var _) && !operation.isEmpty()) {
                done.add(operation);
            }
        }
        if (exit != ExitCode.DONE && course == Selection.Course.TAKE_BACK) {
            takeBack();
        }
        if (context.forPeople() && begun < commands.size()) {
            context.complain("not begun: " + String.join("; ", commands.subList(begun, commands.size()).stream().map(Command::typed).toList()));
        }
        if (!context.forPeople()) {
            context.print(new Message(Map.of("results", List.copyOf(told)), ""));
        }
        return exit;
    }

    /** The last one first. What was made by these very operations may go. */
    private void takeBack() throws ControlException {
        for (String operation : done.reversed()) {
            hear(context.session().control().execute(new Command.Undo(operation, Options.NONE.with(ModeOption.DISCARD_CONTENTS.name(), "")), context.actor()), List.of());
        }
    }

    private int hear(Outcome outcome, List<String> devices) throws ControlException {
        if (context.forPeople()) {
            return CommandRunner.tell(context, outcome, devices);
        }
        told.add(new Outcomes(outcome, devices, context.session().control().modes()).json());
        return outcome.exitCode();
    }
}
