package daxplane.control.plane;

import daxplane.control.Command;
import daxplane.control.Outcome;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.JournalRemedy;
import daxplane.host.Errno;
import java.util.regex.Pattern;

/** Refusals of commands that nobody planned: by their id, or because the journal or the machine cannot be used. They leave no record. */
final class NotBegun {

    private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9._-]{0,64}");

    /** Whether it can be no id of a command. */
    static boolean isMalformed(String commandId) {
        return !COMMAND_ID.matcher(commandId).matches();
    }

    private NotBegun() {
    }

    static Outcome malformed(Command command, String commandId) {
        return refused(RefusalCode.COMMAND_ID, Errno.EINVAL, commandId, command, "a command id has at most 64 letters, digits, '.', '_' and '-'", "",
                "choose another id, or none");
    }

    static Outcome reserved(Command command, String commandId) {
        return refused(RefusalCode.COMMAND_ID, Errno.EINVAL, commandId, command,
                "ids like op-17, external and boot are given by the journal, and it gave no " + commandId, "", "choose another id, or none");
    }

    static Outcome unrecorded(Command command, Errno errno, String why) {
        return refused(RefusalCode.NOT_RECORDED, errno, "state", command, why, "nothing was changed", JournalRemedy.of(errno));
    }

    static Outcome unseen(Command command, Errno errno, String why) {
        return refused(RefusalCode.MACHINE_UNSEEN, errno, "machine", command, "the machine cannot be looked at: " + why, "", "doctor       tells what is missing");
    }

    static Outcome withoutMachine(Command command, Errno errno, String why) {
        return refused(RefusalCode.MACHINE_UNSEEN, errno, "machine", command, why, "nothing was changed",
                "doctor   tells what is missing; journal, history and at read on meanwhile");
    }

    private static Outcome refused(RefusalCode code, Errno errno, String object, Command command, String rule, String kernel, String remedy) {
        return new Outcome.Refused(new Refusal(code, errno, object, command.typed() + " was not begun", rule, kernel, remedy));
    }
}
