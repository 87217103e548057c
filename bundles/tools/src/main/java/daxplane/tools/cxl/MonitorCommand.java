package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code cxl monitor}: tells of events. They come by way of the kernel's traces, which a port does not offer: it ends as without them. */
final class MonitorCommand {

    private static final Command COMMAND = new Command("monitor", "tells of events of CXL devices", "cxl monitor [<options>]", Subject.NOTHING, List.of(
            Option.text('l', "log", "<file> | standard", Subject.FILE, "where to output the monitor's notification"),
            Option.flag(Option.NO_LETTER, "daemon", "run cxl monitor as a daemon"),
            Option.flag('u', "human", "use human friendly output formats"),
            Option.flag('v', "verbose", "emit extra debug messages to log")), false);

    private static final String NO_TRACES = "tracefs_instance_create( failed: -2\n";

    private MonitorCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, MonitorCommand::run);
    }

    private static int run(Session session, Values options) {
        Optional<String> file = options.text("log").filter(where -> !where.equals("standard"));
        try {
            if (file.isPresent()) {
                session.files().write(file.get(), NO_TRACES.getBytes(StandardCharsets.UTF_8));
            } else if (!options.has("daemon")) {
                session.stderr(NO_TRACES);
            }
        } catch (IOException unwritable) {
            int outcome = Outcome.failed(Errno.of(unwritable).orElse(Errno.EIO));
            session.error("open " + file.orElse("") + " failed: " + outcome + "\n");
            return outcome;
        }
        return options.has("daemon") ? Outcome.DONE : Outcome.failed(Errno.ENOENT);
    }
}
