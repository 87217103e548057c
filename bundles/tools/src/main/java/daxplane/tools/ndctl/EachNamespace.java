package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.Region;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/**
 * Does one thing to each namespace that the command line names. All are tried; the last one's outcome is the command's.
 * {@code all} are those that have a size.
 *
 * @param outcome of the last namespace: a negative errno, or 0
 * @param done    namespaces with outcome 0
 */
record EachNamespace(int outcome, int done) {

    /** What is done to a namespace. Answers 0, a negative errno, or above 0 when it was passed over. */
    @FunctionalInterface
    interface Action {
        int perform(Namespace namespace);
    }

    /** @param word {@code all}, or the kernel's name of one namespace */
    static EachNamespace perform(Session session, Values options, String word, Action action) {
        int outcome = word.equals("all") ? Outcome.DONE : Outcome.failed(Errno.ENXIO);
        int done = 0;
        for (var region : regions(session, options)) {
            for (var namespace : region.namespaces()) {
                if (word.equals("all") ? namespace.size() != 0 : word.equals(namespace.name())) {
                    outcome = action.perform(namespace);
                    done += outcome == Outcome.DONE ? 1 : 0;
                    outcome = Math.min(outcome, Outcome.DONE);
                }
            }
        }
        return new EachNamespace(outcome, done);
    }

    /** Regions that the options leave, in the originals' order. */
    static List<Region> regions(Session session, Values options) {
        return Bus.all(session.sysfs()).stream()
                .filter(bus -> options.text("bus").map(words -> NdFilter.means(words, bus)).orElse(true))
                .flatMap(bus -> bus.regions().stream())
                .filter(region -> options.text("region").map(words -> NdFilter.means(words, region)).orElse(true)).toList();
    }

    /**
     * Says what came of it.
     *
     * @param failing {@code destroying namespaces}
     * @param result  {@code destroyed %d namespace}
     */
    int report(Session session, Complaints complaints, String failing, String result) {
        if (outcome < 0 && !complaints.any()) {
            session.stderr("error " + failing + ": " + Outcome.text(outcome) + "\n");
        }
        session.stderr(result.formatted(done) + (done == 1 ? "" : "s") + "\n");
        return outcome;
    }

    /** Complains of a missing word, or of words too many. */
    static boolean wellFormed(Session session, Command command, List<String> arguments, String what) {
        if (arguments.isEmpty()) {
            session.error("specify a namespace to " + what + ", or \"all\"\n");
        }
        arguments.stream().skip(1).forEach(extra -> session.error("unknown extra parameter \"" + extra + "\"\n"));
        if (arguments.size() == 1) {
            return true;
        }
        session.stderr(UsageText.whole(command));
        return false;
    }
}
