package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.UuidSource;
import daxplane.tools.json.JsonText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code cxl create-region}: a persistent region of memory devices that take turns. A region that fails is deleted again. */
final class CreateRegionCommand {

    private static final Command COMMAND = new Command("create-region", "makes a region of memory devices",
            "cxl create-region <target0> ... [<options>]", Subject.NOTHING, List.of(
                    Option.text('d', "decoder", "root decoder name", Subject.NOTHING, "root decoder to operate on"),
                    Option.text('t', "type", "region type", Subject.NOTHING, "region type - 'pmem' or 'ram'"),
                    Option.number('w', "ways", "int", "number of memdevs participating in the regions interleave set"),
                    Option.number('g', "granularity", "int", "granularity of the interleave set"),
                    Option.text('s', "size", "size in bytes or with a K/M/G etc. suffix", Subject.SIZE, "total size desired for the resulting region."),
                    Option.text('U', "uuid", "region uuid", Subject.NOTHING, "uuid for the new region (default: autogenerate)"),
                    Option.flag('m', "memdevs", "non-option arguments are memdevs"),
                    Option.flag('u', "human", "use human friendly number formats")), true);

    private static final String PREFIX = "cxl region: ";

    private CreateRegionCommand() {
    }

    static Entry entry() {
        return new Entry(COMMAND, CreateRegionCommand::run);
    }

    private static int run(Session session, Values options, List<String> memories) {
        var devices = new CxlDevices(session.sysfs());
        try {
            return make(session, options, devices, RegionPlan.of(devices, options, memories));
        } catch (RegionPlan.Unfit unfit) {
            session.stderr(PREFIX + unfit.getMessage() + "\n" + PREFIX + "cmd_create_region: created 0 regions\n");
            return Outcome.failed(unfit.errno());
        }
    }

    private static int make(Session session, Values options, CxlDevices devices, RegionPlan plan) throws RegionPlan.Unfit {
        var uuid = options.text("uuid").orElseGet(() -> session.inventUuid(UuidSource.Purpose.CXL_REGION).toString());
        String window = CxlDevices.path(plan.window());
        String region = devices.text(plan.window(), "create_pmem_region");
        var refused = session.write(window + "/create_pmem_region", region);
        if (refused.isEmpty()) {
            refused = assemble(session, plan, region, uuid);
            if (refused.isPresent()) {
                session.write(window + "/delete_region", region);
            }
        }
        if (refused.isPresent()) {
            throw new RegionPlan.Unfit(refused.get(), "create_region", (region.isEmpty() ? plan.window() : region) + ": " + refused.get().text());
        }
        session.stdout(JsonText.of(new CxlJson(devices, true).region(region), options.has("human")) + "\n");
        session.stderr(PREFIX + "cmd_create_region: created 1 region\n");
        return Outcome.DONE;
    }

    /** @return why it did not come to be */
    private static Optional<Errno> assemble(Session session, RegionPlan plan, String region, String uuid) {
        int ways = plan.decoders().size();
        String path = CxlDevices.path(region) + "/";
        var writes = new ArrayList<>(List.of(
                new String[] {path + "interleave_granularity", Integer.toString(plan.granularity())},
                new String[] {path + "interleave_ways", Integer.toString(ways)},
                new String[] {path + "uuid", uuid},
                new String[] {path + "size", Long.toUnsignedString(plan.bytes())}));
        for (int i = 0; i < ways; i++) {
            String decoder = CxlDevices.path(plan.decoders().get(i));
            writes.add(new String[] {decoder + "/mode", "pmem"});
            writes.add(new String[] {decoder + "/dpa_size", Long.toUnsignedString(Long.divideUnsigned(plan.bytes(), ways))});
            writes.add(new String[] {path + "target" + i, plan.decoders().get(i)});
        }
        writes.add(new String[] {path + "commit", "1"});
        writes.add(new String[] {"/sys/bus/cxl/drivers/cxl_region/bind", region});
        for (String[] write : writes) {
            var refused = session.write(write[0], write[1]);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }
}
