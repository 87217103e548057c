package daxplane.tools.ndctl;

import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.BadRange;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.Personality;
import daxplane.tools.nd.Region;
import daxplane.tools.session.Session;
import daxplane.tools.sysfs.Sysfs;
import java.util.Optional;
import java.util.ArrayList;
import java.util.List;

/**
 * Damaged places as listings show them: counted from the start of what they are shown for, in sectors of 512 bytes.
 *
 * @param ranges in the order of the kernel's list
 * @param ofDimms whether the DIMM can be told
 * @param shown  whether listings can say where; in sector mode only the number is known, since blocks wander
 */
record BadBlocks(List<BadRange> ranges, boolean shown, boolean ofDimms) {

    private static final int SECTOR_SHIFT = 9;

    static BadBlocks of(Region region) {
        return new BadBlocks(region.badRanges(), true, true);
    }

    /**
     * Of a raw namespace the region's own, wherever in it they are (corpus nt-err-interleave); only when it has none, those of its
     * disk, without a word on DIMMs (corpus media-errors, step 16).
     */
    static BadBlocks of(Namespace namespace, Sysfs sysfs) {
        var region = namespace.region();
        var personality = namespace.personality();
        if (personality.isEmpty() || namespace.mode() == NamespaceMode.RAW) {
            if (!region.badRanges().isEmpty()) {
                return of(region);
            }
            return new BadBlocks(namespace.blockDevice().flatMap(disk -> sysfs.text("/sys/class/block/" + disk + "/badblocks"))
                    .map(BadRange::parse).orElse(List.of()), true, false);
        }
        return switch (personality.get().kind()) {
            case BTT -> within(region, namespace.resource().orElse(-1), personality.get().size().orElse(namespace.size()), false);
            case PFN, DAX -> within(region, personality.get());
        };
    }

    private static BadBlocks within(Region region, Personality personality) {
        return within(region, personality.resource().orElse(-1), personality.size().orElse(-1), true);
    }

    private static BadBlocks within(Region region, long start, long size, boolean shown) {
        var base = region.resource();
        var cut = new ArrayList<BadRange>();
        if (base.isPresent() && start != -1 && size != -1) {
            long last = start + size - 1;
            for (var range : region.badRanges()) {
                long from = base.getAsLong() + range.firstByte();
                long to = base.getAsLong() + range.lastByte();
                if (Long.compareUnsigned(to, start) > 0 && Long.compareUnsigned(from, last) < 0) {
                    from = Long.compareUnsigned(from, start) < 0 ? start : from;
                    to = Long.compareUnsigned(to, last) > 0 ? last : to;
                    cut.add(new BadRange((from - start) >> SECTOR_SHIFT, (to - from + 1) >> SECTOR_SHIFT));
                }
            }
        }
        return new BadBlocks(cut, shown, true);
    }

    /** The firmware of the bus knows; where it says nothing there may be only one that it can be. */
    private static Optional<String> dimm(Session session, Region region, BadRange range) {
        var mappings = region.mappings();
        var base = region.resource();
        if (region.bus().understands("cmd_call") && base.isPresent()) {
            var answer = FirmwareNode.of(session, region.bus()).ask(FirmwareCall.translate(base.getAsLong() + range.firstByte()));
            if (answer.isPresent() && Packed.u32(answer.get(), 16) > 0) {
                long handle = Packed.u32(answer.get(), 20);
                return region.bus().dimms().stream().filter(dimm -> dimm.handle().isPresent() && Integer.toUnsignedLong(dimm.handle().getAsInt()) == handle)
                        .map(daxplane.tools.nd.Dimm::name).findFirst();
            }
        }
        return mappings.size() == 1 ? Optional.of(mappings.getFirst().dimm().name()) : Optional.empty();
    }

    long count() {
        return ranges.stream().mapToLong(BadRange::sectors).sum();
    }

    /** Adds the number, and where they are. The DIMM is named where there is only one that it can be. */
    void addTo(Session session, JsonObject json, Region region, boolean places) {
        if (count() == 0) {
            return;
        }
        json.put("badblock_count", count());
        if (!places || !shown) {
            return;
        }
        var list = new JsonArray();
        for (var range : ranges) {
            var place = new JsonObject().put("offset", range.firstSector()).put("length", range.sectors());
            var dimm = ofDimms ? dimm(session, region, range) : Optional.<String>empty();
            dimm.ifPresent(name -> place.put("dimms", new JsonArray().add(new daxplane.tools.json.Json.Text(name))));
            list.add(place);
        }
        json.put("badblocks", list);
    }
}
