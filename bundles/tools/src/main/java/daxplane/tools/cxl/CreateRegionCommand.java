package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.UuidSource;
import daxplane.tools.json.JsonText;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
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
        int ways = options.number("ways").orElse(memories.size());
        if (options.text("decoder").isEmpty() || !options.text("type").orElse("pmem").equals("pmem") || memories.isEmpty()
                || ways != memories.size()) {
            session.stderr(PREFIX + "a root decoder (-d), the type pmem and as many memdevs as there are ways are needed\n" + UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        var plan = plan(session, options, memories);
        if (plan.isEmpty()) {
            session.stderr(PREFIX + "create_region: no region can be made of these memdevs\n" + PREFIX + "cmd_create_region: created 0 regions\n");
            return Outcome.failed(Errno.ENXIO);
        }
        var uuid = options.text("uuid").orElseGet(() -> session.inventUuid(UuidSource.Purpose.CXL_REGION).toString());
        String window = Cxl.DEVICES + plan.get().window();
        String region = session.sysfs().text(window + "/create_pmem_region").orElse("");
        var refused = session.write(window + "/create_pmem_region", region);
        if (refused.isEmpty()) {
            refused = assemble(session, plan.get(), region, uuid);
            if (refused.isPresent()) {
                session.write(window + "/delete_region", region);
            }
        }
        if (refused.isPresent()) {
            session.stderr(PREFIX + "create_region: " + region + ": " + refused.get().text() + "\n" + PREFIX + "cmd_create_region: created 0 regions\n");
            return Outcome.failed(refused.get());
        }
        session.stdout(JsonText.of(new CxlJson(session.sysfs(), false, false).regionWithMappings(region), options.has("human")) + "\n");
        session.stderr(PREFIX + "cmd_create_region: created 1 region\n");
        return 0;
    }

    /** As much of each device as the smallest one has, unless a size is given. Empty when a device has no decoder for it. */
    private static Optional<RegionPlan> plan(Session session, Values options, List<String> memories) {
        var sysfs = session.sysfs();
        String window = options.text("decoder").orElseThrow();
        List<String> decoders = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (String memory : memories) {
            RegionPlan.freeDecoder(sysfs, memory).ifPresent(decoders::add);
            least = Math.min(least, sysfs.number(Cxl.DEVICES + memory + "/pmem/size").orElse(0));
        }
        var size = options.text("size").map(ByteCount::parse).orElse(Optional.of(new ByteCount(least * memories.size(), 1)));
        if (decoders.size() != memories.size() || size.isEmpty() || !window.matches("decoder0\\.\\d{1,4}")) {
            return Optional.empty();
        }
        long usual = sysfs.number(Cxl.DEVICES + window + "/interleave_granularity").orElse(0);
        return Optional.of(new RegionPlan(window, decoders, size.get().bytes(), options.number("granularity").orElse((int) usual)));
    }

    /** @return why it did not come to be */
    private static Optional<Errno> assemble(Session session, RegionPlan plan, String region, String uuid) {
        int ways = plan.decoders().size();
        String path = Cxl.DEVICES + region + "/";
        var writes = new ArrayList<>(List.of(
                new String[] {path + "interleave_granularity", Integer.toString(plan.granularity())},
                new String[] {path + "interleave_ways", Integer.toString(ways)},
                new String[] {path + "uuid", uuid},
                new String[] {path + "size", Long.toString(plan.bytes())}));
        for (int i = 0; i < ways; i++) {
            String decoder = Cxl.DEVICES + plan.decoders().get(i);
            writes.add(new String[] {decoder + "/mode", "pmem"});
            writes.add(new String[] {decoder + "/dpa_size", Long.toString(Long.divideUnsigned(plan.bytes(), ways))});
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
