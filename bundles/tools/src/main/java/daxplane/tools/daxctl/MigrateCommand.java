package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.session.Entry;
import java.util.List;

/**
 * {@code daxctl migrate-device-model}: a file of modprobe that takes the device model of 2018 out of use. Files of a machine are not
 * written by daxplane, so the answer is that of a machine whose /etc is read-only; kernels since 5.17 have the new model alone.
 */
final class MigrateCommand {

    private static final Command COMMAND = new Command("migrate-device-model", "takes the device model of 2018 out of use at the next start",
            "daxctl migrate-device-model", Subject.NOTHING, List.of(), false);
    private static final String FILE = "/etc/modprobe.d/daxctl.conf";
    private static final int FAILURE = 1;

    private MigrateCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, (session, _) -> {
            session.error("failed to install " + FILE + ": " + Errno.EROFS.text() + "\n");
            return FAILURE;
        });
    }
}
