package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ndctl monitor}: tells when the health of a DIMM changes. What it is to watch is judged as the original judges it; a DIMM
 * whose firmware tells no health is passed over. Nothing happens to a simulated machine while a command waits, so none does: the command
 * ends where the original would wait for a first event, and says so.
 */
final class MonitorCommand {

    private static final Command COMMAND = new Command("monitor", "tells when the health of a DIMM changes", "ndctl monitor [<options>]",
            Subject.NOTHING, List.of(
                    Option.text('b', "bus", "bus-id", Subject.BUS, "filter by bus"),
                    Option.text('r', "region", "region-id", Subject.REGION, "filter by region"),
                    Option.text('d', "dimm", "dimm-id", Subject.DIMM, "filter by dimm"),
                    Option.text('n', "namespace", "namespace-id", Subject.NAMESPACE, "filter by namespace id"),
                    Option.text('D', "dimm-event", "name of event type", Subject.NOTHING, "filter by DIMM event type"),
                    Option.text('l', "log", "<file> | syslog | standard", Subject.FILE, "where to output the monitor's notification"),
                    Option.text('c', "config-file", "config-file", Subject.FILE, "override default configs"),
                    Option.flag(Option.NO_LETTER, "daemon", "run ndctl monitor as a daemon"),
                    Option.flag('u', "human", "use human friendly output formats"),
                    Option.flag('v', "verbose", "emit extra debug messages to log"),
                    Option.number('p', "poll", "n", "poll and report events/status every <n> seconds")), false);

    private static final Set<String> EVENTS = Set.of("dimm-spares-remaining", "dimm-media-temperature", "dimm-controller-temperature",
            "dimm-health-state", "dimm-unclean-shutdown", "all");

    private final Session session;
    private final Values options;
    private final Optional<String> log;

    private MonitorCommand(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.log = options.text("log").filter(where -> !where.equals("standard"));
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, (session, options) -> new MonitorCommand(session, options).run());
    }

    private int run() {
        if (options.has("daemon")) {
            session.error("daxplane leaves no process behind; without --daemon it tells what there is, and ends\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        var config = options.text("config-file");
        if (config.isPresent()) {
            try {
                session.files().read(config.get());
            } catch (IOException unreadable) {
                session.stderr(config.get() + " cannot be opened\n");
                return Outcome.failed(Errno.of(unreadable).orElse(Errno.EIO));
            }
        }
        var problem = openLog();
        if (problem.isPresent()) {
            return Outcome.failed(problem.get());
        }
        var unknown = options.text("dimm-event").flatMap(words -> Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty() && !EVENTS.contains(word)).findFirst());
        if (unknown.isPresent()) {
            say("no dimm-event named " + unknown.get());
            return Outcome.DONE;
        }
        return watch();
    }

    /** The log is tried before anything is written to it. */
    private Optional<Errno> openLog() {
        if (log.isEmpty() || log.get().equals("syslog")) {
            return Optional.empty();
        }
        try {
            append("");
            return Optional.empty();
        } catch (IOException unwritable) {
            session.error("open " + log.get() + " failed\n");
            return Optional.of(Errno.of(unwritable).orElse(Errno.EIO));
        }
    }

    private int watch() {
        var filter = Listing.Filter.of(options);
        List<Dimm> dimms = Bus.all(session.sysfs()).stream().filter(filter::wants)
                .flatMap(bus -> bus.dimms().stream()).filter(filter::wants).toList();
        var text = new StringBuilder();
        dimms.forEach(dimm -> text.append(dimm.name()).append(dimm.understands("smart") ? ": daxplane does not watch DIMMs\n" : ": no smart support\n"));
        say(text + "no dimms to monitor, exiting");
        return Outcome.failed(Errno.ENXIO);
    }

    private void say(String text) {
        if (log.isEmpty()) {
            session.stderr(text + "\n");
        } else if (!log.get().equals("syslog")) {
            try {
                append(text + "\n");
            } catch (IOException unwritable) {
                session.error(log.get() + ": " + FileProblem.text(unwritable) + "\n");
            }
        }
    }

    private void append(String text) throws IOException {
        String before;
        try {
            before = new String(session.files().read(log.orElseThrow()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            before = "";
        }
        session.files().write(log.orElseThrow(), (before + text).getBytes(StandardCharsets.UTF_8));
    }
}
