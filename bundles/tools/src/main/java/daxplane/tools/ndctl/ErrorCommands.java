package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.nd.Namespace;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Errors of media: pretending, clearing and looking for them. All of it goes through commands of the bus's firmware. A bus
 * without them (each of the machines here) is refused as the originals refuse it (corpus media-errors); {@code start-scrub}
 * goes through an attribute, and works where there is one.
 */
final class ErrorCommands {

    private static final Command INJECT = new Command("inject-error", "pretends that blocks of a namespace are bad",
            "ndctl inject-error <namespace> [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.text('B', "block", "namespace block offset (512B)", Subject.NOTHING, "specify the block at which to (un)inject the error"),
                    Option.text('n', "count", "count", Subject.NOTHING, "specify the number of blocks of errors to (un)inject"),
                    Option.flag('d', "uninject", "un-inject a previously injected error"),
                    Option.flag('t', "status", "get error injection status"),
                    Option.flag('N', "no-notify", "firmware should not notify OS"),
                    Option.flag('S', "saturate", "inject full sector, not just 'ars_unit' bytes"),
                    Option.flag('u', "human", "use human friendly number formats ")), true);
    private static final Command CLEAR = new Command("clear-errors", "clears bad blocks of a namespace",
            "ndctl clear_errors <namespace> [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.flag('s', "scrub", "run a scrub to find latent errors")), true);
    private static final List<Option> BUS = List.of(Option.flag('v', "verbose", "turn on debug"));
    private static final Command START = new Command("start-scrub", "looks for bad blocks",
            "ndctl start-scrub [<bus-id> <bus-id2> ... <bus-idN>] [<options>]", Subject.BUS, BUS, true);
    private static final Command WAIT = new Command("wait-scrub", "waits until the search for bad blocks is over",
            "ndctl wait-scrub [<bus-id> <bus-id2> ... <bus-idN>] [<options>]", Subject.BUS, NdOptions.with(BUS,
                    Option.number('p', "poll", "n", "poll interval (seconds)")), false);

    private ErrorCommands() {
    }

    static List<Entry> all() {
        return List.of(
                new Entry(INJECT, (session, options, arguments) -> inject(session, options, arguments)),
                new Entry(CLEAR, (session, options, arguments) -> clear(session, options, arguments)),
                new Entry(START, (session, _, arguments) -> scrub(session, arguments, "error starting scrub", true)),
                new Entry(WAIT, (session, _, arguments) -> scrub(session, arguments, "error waiting for scrub completion", false)));
    }

    private static int inject(Session session, Values options, List<String> arguments) {
        var complaint = complaint(options);
        if (complaint.isPresent()) {
            session.error(complaint.get() + "\n");
            return Outcome.failed(Errno.EINVAL);
        }
        if (arguments.isEmpty()) {
            session.error("specify a namespace to inject error to\n");
        }
        arguments.stream().skip(1).forEach(extra -> session.error("unknown extra parameter \"" + extra + "\"\n"));
        if (arguments.size() != 1) {
            session.stderr(UsageText.whole(INJECT));
            return UsageText.EXIT;
        }
        String name = arguments.getFirst();
        var namespace = EachNamespace.regions(session, options).stream().flatMap(region -> region.namespaces().stream())
                .filter(candidate -> candidate.name().equals(name)).findFirst();
        if (namespace.isEmpty()) {
            session.error(name + ": no such namespace\n");
            return Outcome.failed(Errno.ENXIO);
        }
        return new ErrorInjection(session, options, namespace.get()).run();
    }

    /** What is wrong with the options among themselves. They are judged before anything else, the words included. */
    private static Optional<String> complaint(Values options) {
        var block = options.text("block");
        var count = options.text("count");
        if (options.has("status")) {
            boolean both = block.isPresent() || count.isPresent() || options.has("uninject") || options.has("saturate");
            return both ? Optional.of("status is invalid with inject or uninject") : Optional.empty();
        }
        if (block.filter(text -> ByteCount.parse(text).isEmpty()).isPresent()) {
            return Optional.of("Invalid block: " + block.get());
        }
        if (count.filter(text -> ByteCount.parse(text).isEmpty()).isPresent()) {
            return Optional.of("Invalid count: " + count.get());
        }
        return block.isPresent() && count.isPresent() ? Optional.empty() : Optional.of("block and count required for inject/uninject");
    }

    private static int clear(Session session, Values options, List<String> arguments) {
        if (!EachNamespace.wellFormed(session, CLEAR, arguments, "clear errors for")) {
            return UsageText.EXIT;
        }
        var clearing = new ErrorClearing(session);
        int[] last = {Outcome.DONE};
        int outcome = EachNamespace.perform(session, options, arguments.getFirst(), namespace -> {
            last[0] = clearing.clear(namespace, options.has("scrub"));
            return last[0];
        }).report(session, new Complaints(session, "clear errors"), "clearing namespaces", "cleared %d namespace");
        return outcome < 0 ? outcome : Math.max(last[0], outcome);
    }

    private static int scrub(Session session, List<String> arguments, String failure, boolean start) {
        var outcomes = new ArrayList<Integer>();
        var shown = new JsonArray();
        var scrubbing = new Scrubbing(session);
        for (var bus : EachBus.meant(session, arguments)) {
            int one = start ? scrubbing.start(bus) : scrubbing.await(bus);
            outcomes.add(one);
            if (one == Outcome.DONE) {
                shown.add(DimmJson.of(bus, true));
            }
        }
        int outcome = EachBus.outcome(outcomes);
        if (outcome < 0) {
            session.stderr(failure + ": " + Outcome.text(outcome) + "\n");
        }
        if (!shown.isEmpty()) {
            session.show(shown, false);
        }
        return outcome;
    }
}
