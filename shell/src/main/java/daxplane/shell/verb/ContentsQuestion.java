package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Proposal;
import daxplane.control.RefusalCode;
import daxplane.shell.screen.Visible;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Whoever sits at a terminal is asked before contents are destroyed; a script says so beforehand. An answer of yes is the option that a
 * script gives: it is in the journal with who gave it.
 */
final class ContentsQuestion {

    private static final String YES = "yes";

    private ContentsQuestion() {
    }

    /** The command to carry out: with consent when it was asked for and given, else as it was typed. */
    static Command asked(Context context, Command command) throws ControlException {
        if (context.asker().isEmpty() || !context.forPeople()) {
            return command;
        }
        if (command instanceof Command.Several(var commands, var keepGoing)) {      // who consents to one consents to no other
            var asked = new ArrayList<Command>();
            for (Command one : commands) {
                asked.add(asked(context, one));
            }
            return new Command.Several(asked, keepGoing);
        }
        var consenting = consenting(command);
        if (consenting.isEmpty() || !(context.session().control().plan(command) instanceof Proposal.Refused(var refusal))
                || refusal.code() != RefusalCode.CONTENTS_AT_STAKE) {
            return command;
        }
        String answer = context.asker().get().ask(Visible.line(refusal.rule()) + ". Type yes to go on: ");
        return answer.strip().equals(YES) ? consenting.get() : command;
    }

    private static Optional<Command> consenting(Command command) {
        return switch (command) {
            case Command.Assign(var device, var mode, var options) -> with(options).map(more -> new Command.Assign(device, mode, more));
            case Command.Release(var device, var options) -> with(options).map(more -> new Command.Release(device, more));
            case Command.Undo(var operation, var options) -> with(options).map(more -> new Command.Undo(operation, more));
            case Command.Recover(var device, var options) -> with(options).map(more -> new Command.Recover(device, more));
            case Command.Adjust(var object, var adjustment, var options) -> with(options).map(more -> new Command.Adjust(object, adjustment, more));
            case Command.Several _, Command.Accept _, Command.Perform _, Command.Power _ -> Optional.empty();
        };
    }

    private static Optional<Options> with(Options options) {
        String consent = ModeOption.DISCARD_CONTENTS.name();
        return options.has(consent) ? Optional.empty() : Optional.of(options.with(consent, ""));
    }
}
