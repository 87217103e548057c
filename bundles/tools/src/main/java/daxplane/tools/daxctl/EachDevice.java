package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.dax.DaxDevice;
import daxplane.tools.dax.DaxFilter;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/**
 * Does one thing to each device that the command line names. All are tried; the last one's outcome is the command's.
 *
 * @param outcome of the last device; a negative errno, 0, or above 0 when there was nothing to do
 * @param done    devices with outcome 0
 */
record EachDevice(int outcome, int done) {

    /** What is done to a device. */
    @FunctionalInterface
    interface Action {
        int perform(DaxRegion region, DaxDevice device);
    }

    /** @param word {@code all}, or one device */
    static EachDevice perform(Session session, Values options, String word, Action action) {
        int outcome = Outcome.failed(Errno.ENXIO);
        int done = 0;
        for (var region : DaxRegion.all(session.sysfs())) {
            if (options.text("region").map(named -> DaxFilter.means(named, region)).orElse(true)) {
                for (var device : region.devices()) {
                    if (DaxFilter.means(word, device)) {
                        outcome = action.perform(region, device);
                        done += outcome == Outcome.DONE ? 1 : 0;
                    }
                }
            }
        }
        return new EachDevice(outcome, done);
    }

    /**
     * Says what came of it.
     *
     * @param failing {@code onlining memory}
     * @param result  {@code onlined memory for %d device}
     */
    int report(Session session, String failing, String result) {
        if (outcome < 0) {
            session.stderr("error " + failing + ": " + Outcome.text(outcome) + "\n");
        }
        session.stderr(result.formatted(done) + (done == 1 ? "" : "s") + "\n");
        return outcome;
    }

    /** Complains of a missing word, or of words too many. */
    static boolean wellFormed(Session session, Command command, List<String> arguments, String what) {
        if (arguments.isEmpty()) {
            session.stderr("specify a device to " + what + ", or \"all\"\n");
        }
        arguments.stream().skip(1).forEach(extra -> session.stderr("unknown extra parameter \"" + extra + "\"\n"));
        if (arguments.size() == 1) {
            return true;
        }
        session.stderr(UsageText.whole(command));
        return false;
    }
}
