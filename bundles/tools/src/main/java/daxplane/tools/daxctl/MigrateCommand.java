package daxplane.tools.daxctl;

import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.util.List;

/**
 * {@code daxctl migrate-device-model}: links a file into the configuration of modprobe that takes the device model of 2018 out of use.
 * It is a file of whoever runs the tool, as every path outside of /sys, /proc and /dev is; a simulated machine reads none, and loads
 * modules as its profile says.
 */
final class MigrateCommand {

    private static final Command COMMAND = new Command("migrate-device-model", "takes the device model of 2018 out of use at the next start",
            "daxctl migrate-device-model", Subject.NOTHING, List.of(), false);
    private static final String FILE = "/etc/modprobe.d/daxctl.conf";
    /** Comes with the package of the original; the link is made whether it is there or not. */
    private static final String TARGET = "/usr/share/daxctl/daxctl.conf";
    private static final int FAILURE = 1;

    private MigrateCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, (session, _) -> run(session));
    }

    private static int run(Session session) {
        try {
            session.files().link(FILE, TARGET);
            session.stderr(" success: installed " + FILE + "\n");
            return Outcome.DONE;
        } catch (IOException refused) {
            session.error("failed to install " + FILE + ": " + FileProblem.text(refused) + "\n");
            return FAILURE;
        }
    }
}
