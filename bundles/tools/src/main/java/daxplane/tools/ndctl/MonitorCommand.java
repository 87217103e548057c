package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code ndctl monitor}: tells when the health of a DIMM changes. It switches all alarms on, tells what holds already, and goes on until
 * it is ended; a notification repeats all that holds of a DIMM, not what is new (corpus nt-monitor-filter, spec of observed errors
 * no. 13 and 14). Its operation ends before it waits, so that others may change what it watches.
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

    private final Session session;
    private final Values options;

    private MonitorCommand(Session session, Values options) {
        this.session = session;
        this.options = options;
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, (session, options) -> new MonitorCommand(session, options).run());
    }

    private int run() {
        if (options.has("daemon")) {
            session.error("daxplane leaves no process behind: start it without --daemon from a shell or a service that does,\n"
                    + "         as in 'daxplane ndctl monitor -l FILE &'\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        var wishes = MonitorWishes.of(options);
        var config = options.text("config-file");
        if (config.isPresent()) {
            var wrongLines = new ArrayList<Integer>();
            try {
                wishes = wishes.and(new String(session.files().read(config.get()), StandardCharsets.UTF_8), wrongLines);
            } catch (IOException unreadable) {
                session.stderr(config.get() + " cannot be opened\n");
                return Outcome.failed(Errno.of(unreadable).orElse(Errno.EIO));
            }
            if (options.has("verbose")) {
                wrongLines.forEach(line -> session.stderr("config-file syntax error, skip line[" + line + "]\n"));
            }
        }
        var log = new MonitorLog(session, wishes.log());
        var problem = log.tryOut();
        if (problem.isPresent()) {
            return Outcome.failed(problem.get());
        }
        var unknown = wishes.events().flatMap(DimmEvent::unknown);
        if (unknown.isPresent()) {
            log.complaint("no dimm-event named " + unknown.get());
            return Outcome.DONE;                            // as recorded; in one recording it is 30 (err-cmd-smart), which no errno explains
        }
        return watch(wishes.objects(), DimmEvent.named(wishes.events()), log);
    }

    private int watch(Listing.Filter filter, Set<DimmEvent> wanted, MonitorLog log) {
        List<WatchedDimm> watched = new ArrayList<>();
        for (Bus bus : Bus.all(session.sysfs()).stream().filter(filter::wants).toList()) {
            for (Dimm dimm : bus.dimms().stream().filter(filter::wants).toList()) {
                if (!dimm.understands("smart")) {
                    log.complaint(dimm.name() + ": no smart support");
                } else if (!WatchedDimm.switchAlarmsOn(session, dimm)) {
                    log.complaint(dimm.name() + ": enable supported threshold alarms failed");
                } else {
                    var one = WatchedDimm.of(session, dimm);
                    tell(one, wanted, log, session.follow().now());
                    watched.add(one);
                }
            }
        }
        if (watched.isEmpty()) {
            log.remark("no dimms to monitor, exiting");
            return Outcome.failed(Errno.ENXIO);
        }
        if (!session.follow().with(new Rounds(watched, wanted, log, options.number("poll").orElse(0)))) {
            log.remark("nobody waits here for what comes next");
        }
        return Outcome.DONE;
    }

    private void tell(WatchedDimm dimm, Set<DimmEvent> wanted, MonitorLog log, Instant now) {
        dimm.notification(wanted, now).ifPresent(told -> log.notification(options.has("human") ? JsonText.of(told, false) : JsonText.line(told)));
    }

    /** What is done each time. With {@code --poll}, what holds is told again when nothing was told for so many seconds. */
    private final class Rounds implements Consumer<Instant> {

        private final List<WatchedDimm> dimms;
        private final Set<DimmEvent> wanted;
        private final MonitorLog log;
        private final int pollSeconds;
        private Instant quietSince = session.follow().now();

        Rounds(List<WatchedDimm> dimms, Set<DimmEvent> wanted, MonitorLog log, int pollSeconds) {
            this.dimms = dimms;
            this.wanted = wanted;
            this.log = log;
            this.pollSeconds = pollSeconds;
        }

        @Override
        public void accept(Instant now) {
            List<WatchedDimm> news = dimms.stream().filter(WatchedDimm::hasNews).toList();
            boolean again = news.isEmpty() && pollSeconds > 0 && !now.isBefore(quietSince.plusSeconds(pollSeconds));
            for (WatchedDimm dimm : again ? dimms : news) {
                tell(dimm, wanted, log, now);
                quietSince = now;
            }
        }
    }
}
