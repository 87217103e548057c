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
import java.util.List;
import java.util.Optional;

/**
 * {@code cxl create-region}: a persistent region of memory devices that take turns. A region that fails is deleted again. The original's exit
 * code tells of what is wrong with the command line, and not of what the kernel refuses.
 */
final class CreateRegionCommand {

    private static final Command COMMAND = new Command("create-region", "makes a region of memory devices",
            "cxl create-region <target0> ... [<options>]", Subject.NOTHING, RegionCommands.options(
                    Option.text('s', "size", "size in bytes or with a K/M/G etc. suffix", Subject.SIZE, "total size desired for the resulting region."),
                    Option.number('w', "ways", "n", "number of memdevs participating in the regions interleave set"),
                    Option.number('g', "granularity", "n", "granularity of the interleave set"),
                    Option.text('t', "type", "region type", Subject.NOTHING, "region type - 'pmem' or 'ram'"),
                    Option.flag('m', "memdevs", "non-option arguments are memdevs"),
                    Option.flag('u', "human", "use human friendly number formats")), true);

    private static final String FUNCTION = "create_region";

    private final Session session;
    private final Values options;
    private final CxlDevices devices;
    private final Words words;

    private CreateRegionCommand(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.devices = new CxlDevices(session.sysfs());
        this.words = new Words(session, "region");
    }

    static Entry entry() {
        return new Entry(COMMAND, (session, options, arguments) -> new CreateRegionCommand(session, options).run(arguments));
    }

    private int run(List<String> memories) {
        int exit = Outcome.DONE;
        int made = 0;
        try {
            make(RegionPlan.of(devices, options, memories));
            made = 1;
        } catch (RegionPlan.Unfit unfit) {
            words.say(unfit.where(), unfit.getMessage());
            exit = unfit.exitCode();
        }
        words.say("cmd_create_region", "created " + made + " region" + (made == 1 ? "" : "s"));
        return exit;
    }

    private void make(RegionPlan plan) throws RegionPlan.Unfit {
        String window = CxlDevices.path(plan.window());
        String region = devices.text(plan.window(), "create_pmem_region");
        if (session.write(window + "/create_pmem_region", region).isPresent()) {
            throw RegionPlan.Unfit.byKernel(FUNCTION, "failed to create region under " + plan.window());
        }
        try {
            assemble(plan, region);
        } catch (RegionPlan.Unfit unfit) {
            session.write(window + "/delete_region", region);
            throw unfit;
        }
        session.stdout(JsonText.of(new CxlJson(devices, true, false).region(region), options.has("human")) + "\n");
    }

    private void assemble(RegionPlan plan, String region) throws RegionPlan.Unfit {
        int ways = plan.memories().size();
        String path = CxlDevices.path(region) + "/";
        set(path + "interleave_granularity", Integer.toString(plan.granularity()), region + ": set_interleave_granularity failed");
        set(path + "interleave_ways", Integer.toString(ways), region + ": set_interleave_ways failed");
        set(path + "uuid", session.inventUuid(UuidSource.Purpose.CXL_REGION).toString(), region + ": set_uuid failed");
        set(path + "size", Long.toUnsignedString(plan.bytes()), region + ": set_size failed");
        for (int i = 0; i < ways; i++) {
            String memory = plan.memories().get(i);
            String decoder = RegionPlan.freeDecoder(devices, memory);
            String each = CxlDevices.path(decoder);
            if (!devices.text(decoder, "mode").equals(RegionPlan.PERSISTENT)) {
                set(each + "/mode", RegionPlan.PERSISTENT, decoder + ": set_mode failed");
            }
            long share = Long.divideUnsigned(plan.bytes(), ways);
            if (devices.number(decoder, "dpa_size") != share) {
                set(each + "/dpa_size", Long.toUnsignedString(share), decoder + ": set_dpa_size failed");
            }
            if (session.write(path + "target" + i, decoder).isPresent()) {
                throw RegionPlan.Unfit.byKernel(FUNCTION, region + ": failed to set target" + i + " to " + memory);
            }
        }
        set(path + "commit", "1", region + ": failed to commit decode");
        set("/sys/bus/cxl/drivers/cxl_region/bind", region, region + ": failed to enable");
    }

    private void set(String path, String value, String failure) throws RegionPlan.Unfit {
        Optional<Errno> refused = session.write(path, value);
        if (refused.isPresent()) {
            throw RegionPlan.Unfit.byKernel(FUNCTION, failure + ": " + refused.get().text());
        }
    }
}
