package daxplane.events.format;

import daxplane.inventory.BlockRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.inventory.MemoryBlock;
import daxplane.journal.JournalException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A whole inventory as JSON. Objects stand in lists; an inventory files each under its own name or number. Consecutive memory blocks
 * that look the same are one entry: a machine of many terabytes has hundreds of thousands of them, and few runs.
 */
final class PictureCodec {

    private PictureCodec() {
    }

    /** {@code settings}, {@code disks}, {@code uses} and {@code labelAreas} joined in version 2, and stand only where there are any. */
    static void encode(JsonOut out, Inventory picture) {
        switch (picture) {
            case Inventory(var policy, var memTotalKib, var dimms, var regions, var namespaces, var daxDevices,
                var blocks, var nodes, var modules, var reservations, var driverIds, var settings, var disks, var uses, var labelAreas) -> {
                    out.object("policy", o -> PartCodec.encode(o, policy))
                            .unsigned("memTotalKib", memTotalKib)
                            .objects("dimms", dimms.values(), PartCodec::encode)
                            .objects("regions", regions.values(), PartCodec::encode)
                            .objects("namespaces", namespaces.values(), PartCodec::encode)
                            .objects("daxDevices", daxDevices.values(), PartCodec::encode)
                            .objects("blocks", runs(blocks.values()), PictureCodec::encode)
                            .objects("nodes", nodes.values(), PartCodec::encode)
                            .texts("modules", modules)
                            .objects("reservations", reservations, PartCodec::encode)
                            .objects("driverIds", driverIds.entrySet(),
                                    (o, ids) -> o.text("driver", ids.getKey()).texts("devices", ids.getValue()));
                    if (!settings.isEmpty()) {
                        out.objects("settings", settings.entrySet(), (o, set) -> o.text("path", set.getKey()).text("value", set.getValue()));
                    }
                    if (!disks.isEmpty()) {
                        out.objects("disks", disks.values(), DiskCodec::encode);
                    }
                    if (!uses.isEmpty()) {
                        out.objects("uses", uses, DiskCodec::encode);
                    }
                    if (!labelAreas.isEmpty()) {
                        out.objects("labelAreas", labelAreas.entrySet(), (o, area) -> LabelAreaCodec.encode(o, area.getKey(), area.getValue().bytes(),
                                LabelArea.blank(area.getValue().bytes()).changesTo(area.getValue())));
                    }
            }
        }
    }

    static Inventory picture(JsonIn in) throws JournalException {
        var blocks = new TreeMap<Long, MemoryBlock>();
        for (Run run : in.objects("blocks", PictureCodec::run)) {
            run.blocks.numbers().forEach(number -> blocks.put(number, new MemoryBlock(number, run.like.node(), run.like.zone())));
        }
        var driverIds = new TreeMap<String, SortedSet<String>>();
        in.objects("driverIds", o -> driverIds.put(o.text("driver"), Inventory.sorted(new TreeSet<>(o.texts("devices")))));
        var settings = new TreeMap<String, String>();
        in.objects("settings", o -> settings.put(o.text("path"), o.text("value")));
        var labelAreas = new TreeMap<String, LabelArea>();
        in.objects("labelAreas", o -> {
            var written = LabelAreaCodec.written(o);
            if (labelAreas.size() == LabelArea.MOST_AREAS) {
                throw JsonIn.damaged("more than " + LabelArea.MOST_AREAS + " label areas");
            }
            return labelAreas.put(written.dimm(), LabelArea.blank(written.areaBytes()).with(written.extents()));
        });
        return new Inventory(PartCodec.policy(in.object("policy")), in.number("memTotalKib"),
                byKey(in.objects("dimms", PartCodec::dimm), dimm -> dimm.name()),
                byKey(in.objects("regions", PartCodec::region), region -> region.name()),
                byKey(in.objects("namespaces", PartCodec::namespace), namespace -> namespace.name()),
                byKey(in.objects("daxDevices", PartCodec::daxDevice), device -> device.name()),
                blocks,
                byKey(in.objects("nodes", PartCodec::node), node -> node.id()),
                Inventory.sorted(new TreeSet<>(in.texts("modules"))),
                Inventory.sorted(new TreeSet<>(in.objects("reservations", PartCodec::reservation))),
                Inventory.sorted(driverIds), Inventory.sorted(settings), byKey(in.objects("disks", DiskCodec::disk), disk -> disk.name()),
                Inventory.sorted(new TreeSet<>(in.objects("uses", DiskCodec::use))), Inventory.sorted(labelAreas));
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> byKey(List<V> values, Function<V, K> key) {
        var map = new TreeMap<K, V>();
        values.forEach(value -> map.put(key.apply(value), value));
        return Inventory.sorted(map);
    }

    /** Blocks that differ in their numbers only; {@code like} is one of them. */
    private record Run(BlockRange blocks, MemoryBlock like) {
    }

    private static List<Run> runs(Collection<MemoryBlock> ascending) {
        var runs = new ArrayList<Run>();
        Optional<MemoryBlock> first = Optional.empty();
        long next = 0;
        for (MemoryBlock block : ascending) {
            if (first.isPresent() && (block.number() != next || !alike(block, first.get()))) {
                runs.add(run(first.get(), next));
                first = Optional.empty();
            }
            first = first.isPresent() ? first : Optional.of(block);
            next = block.number() + 1;
        }
        if (first.isPresent()) {
            runs.add(run(first.get(), next));
        }
        return runs;
    }

    private static Run run(MemoryBlock first, long end) {
        return new Run(new BlockRange(first.number(), end - first.number()), first);
    }

    private static boolean alike(MemoryBlock one, MemoryBlock other) {
        return one.node().equals(other.node()) && one.zone().equals(other.zone());
    }

    private static void encode(JsonOut out, Run run) {
        switch (run.like) {
            case MemoryBlock(var _, var node, var zone) -> out.blocks(run.blocks).number("node", node).text("zone", zone.map(z -> z.text()));
        }
    }

    private static Run run(JsonIn in) throws JournalException {
        BlockRange blocks = in.blocks();
        Optional<String> zone = in.maybeText("zone");
        return new Run(blocks, new MemoryBlock(blocks.first(), in.maybeInteger("node"),
                zone.isPresent() ? Optional.of(PartCodec.zone(zone.get())) : Optional.empty()));
    }
}
