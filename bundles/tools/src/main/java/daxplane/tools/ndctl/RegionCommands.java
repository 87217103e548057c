package daxplane.tools.ndctl;

import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Region;
import daxplane.tools.nd.RegionType;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.function.Predicate;

/** {@code ndctl enable-region} and {@code disable-region}. Their exit code says nothing of regions that refused. */
final class RegionCommands {

    private static final Command ENABLE = new Command("enable-region", "brings a region with its namespaces to use",
            "ndctl enable-region <region> [<options>]", Subject.REGION, NdOptions.REGION, true);
    private static final Command DISABLE = new Command("disable-region", "takes a region with its namespaces out of use",
            "ndctl disable-region <region> [<options>]", Subject.REGION, NdOptions.REGION, true);

    private RegionCommands() {
    }

    static Entry enable() {
        return new Entry(ENABLE, (session, options, arguments) -> run(session, options, arguments, ENABLE, "enable",
                region -> new NdControl(session).enable(region) == Outcome.DONE));
    }

    static Entry disable() {
        return new Entry(DISABLE, (session, options, arguments) -> run(session, options, arguments, DISABLE, "disable",
                region -> disable(new NdControl(session), region)));
    }

    /** Its namespaces first; one that is in use keeps the region, not those before it, enabled. */
    private static boolean disable(NdControl control, Region region) {
        return region.namespaces().stream().allMatch(namespace -> control.disableUnused(namespace) >= 0)
                && control.disable(region) == Outcome.DONE;
    }

    private static int run(Session session, Values options, List<String> arguments, Command command, String verb,
            Predicate<Region> change) {
        boolean wellFormed = arguments.size() == 1;
        if (arguments.isEmpty()) {
            session.error("specify a specific region id to act on, or \"all\"\n");
        }
        for (String extra : arguments.stream().skip(1).toList()) {
            session.error("unknown extra parameter \"" + extra + "\"\n");
        }
        var type = options.text("type");
        if (wellFormed && type.isPresent() && RegionType.named(type.get()).isEmpty()) {
            session.error("unknown region type '" + type.get() + "', should be 'pmem' or 'blk'\n");
            wellFormed = false;
        }
        if (!wellFormed) {
            session.stderr(UsageText.whole(command));
            return UsageText.EXIT;
        }
        long changed = Bus.all(session.sysfs()).stream()
                .filter(bus -> options.text("bus").map(words -> NdFilter.means(words, bus)).orElse(true))
                .flatMap(bus -> bus.regions().stream())
                .filter(region -> type.map(word -> region.type().word().equals(word)).orElse(true))
                .filter(region -> NdFilter.means(arguments.getFirst(), region))
                .filter(change).count();
        session.stderr(verb + "d " + changed + " region" + (changed == 1 ? "" : "s") + "\n");
        return Outcome.DONE;
    }
}
