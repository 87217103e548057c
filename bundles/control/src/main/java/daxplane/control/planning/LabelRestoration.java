package daxplane.control.planning;

import daxplane.control.RefusalCode;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.HostException;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import daxplane.labels.Abstraction;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.MemoryType;
import daxplane.labels.NamespaceLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A label at the place that it had, on each DIMM of its region; an area without a valid index gets one first. The kernel reads
 * labels when a DIMM gets its driver, so the region is disabled meanwhile, with everything in it: nothing there may be in use.
 */
final class LabelRestoration {

    private final Trial trial;

    LabelRestoration(Trial trial) {
        this.trial = trial;
    }

    void write(Sighting then, Region region) throws RefusalException, HostException {
        var was = then.namespace();
        refuseWhenUsed(was, region);
        var bystanders = trial.picture().namespaces().values().stream().filter(other -> other.region().equals(region.name()) && other.bytes() != 0).toList();
        for (Namespace other : bystanders) {
            if (other.enabled()) {
                must(NdFiles.disable(other), was);
            }
            if (other.personality().isPresent()) {
                trial.attempt(NdFiles.write(region, other.personality().get(), "namespace", ""));
            }
        }
        if (trial.picture().regions().get(region.name()).enabled()) {
            must(NdFiles.region(region.name(), false), was);
        }
        for (Region.Mapping mapping : region.mappings()) {
            if (Optional.ofNullable(trial.picture().dimms().get(mapping.dimm())).filter(Dimm::enabled).isPresent()) {
                must(NdFiles.dimm(mapping.dimm(), false), was);
            }
            for (var change : changes(then, region, mapping)) {
                for (var write : change.writes()) {
                    must(new Effect.WriteLabelArea(mapping.dimm(), write.offset(), write.bytes()), was);
                }
            }
            must(NdFiles.dimm(mapping.dimm(), true), was);
        }
        must(NdFiles.region(region.name(), true), was);
        for (Namespace other : bystanders) {
            var back = trial.picture().namespaces().values().stream().filter(now -> now.uuid().isPresent() && now.uuid().equals(other.uuid())).findFirst();
            if (back.isPresent() && back.get().enabled() && !other.enabled()) {
                must(NdFiles.disable(back.get()), was);
            }
        }
    }

    private List<LabelChange> changes(Sighting then, Region region, Region.Mapping mapping) throws RefusalException, HostException {
        var areas = trial.host().labelAreas();
        byte[] area = areas.read(mapping.dimm(), 0, areas.size(mapping.dimm()).areaBytes());
        var changes = new ArrayList<LabelChange>();
        try {
            var store = LabelStore.read(AreaSource.of(area));
            var format = format(then, region, store);
            if (!(store instanceof LabelStore.Labelled before && before.layout().format() == format)) {
                changes.add(new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ONE, area));
                changes.getLast().applyTo(area);
                store = LabelStore.read(AreaSource.of(area));
            }
            if (!(store instanceof LabelStore.Labelled labelled)) {
                throw NamespaceRestoration.unable(then.namespace(), Errno.ENXIO, "the label area of " + mapping.dimm() + " holds no labels");
            }
            var uuid = then.namespace().uuid().map(UUID::fromString).orElseThrow();
            var replaced = labelled.labels().stream().filter(slot -> slot.label().uuid().equals(uuid)).map(LabelSlot.Valid::number).toList();
            changes.add(labelled.write(label(then, uuid, mapping, labelled), replaced));
            return changes;
        } catch (LabelException full) {
            throw NamespaceRestoration.unable(then.namespace(), Errno.ENOSPC, mapping.dimm() + ": " + full.getMessage());
        }
    }

    /** The cookie tells: labels of 1.1 and of 1.2 have different ones, and a region whose DIMMs have no labels shows that of 1.2. */
    private static LabelFormat format(Sighting then, Region now, LabelStore store) throws RefusalException {
        boolean same = now.cookie() == then.region().cookie();
        return switch (store) {
            case LabelStore.Blank _ -> same ? LabelFormat.V1_2 : LabelFormat.V1_1;
            case LabelStore.Labelled labelled -> {
                if (!same && !labelled.labels().isEmpty()) {
                    throw NamespaceRestoration.unable(then.namespace(), Errno.EBUSY, "its DIMMs have labels of another version now, with other namespaces");
                }
                yield same == (labelled.layout().format() == LabelFormat.V1_1) ? LabelFormat.V1_1 : LabelFormat.V1_2;
            }
        };
    }

    private static NamespaceLabel label(Sighting then, UUID uuid, Region.Mapping mapping, LabelStore.Labelled store) {
        var was = then.namespace();
        var region = then.region();
        int ways = region.mappings().size();
        long offset = Long.divideUnsigned(was.start().orElseThrow() - region.range().start(), ways);
        var type = store.labels().stream().map(slot -> slot.label().type()).findFirst().orElse(MemoryType.PERSISTENT.guid());
        long sector = switch (was.mode()) {
            case SECTOR -> 4096;
            case RAW, FSDAX, DEVDAX -> 0;
        };
        return new NamespaceLabel(uuid, was.altName(), 0, ways, mapping.position(), region.cookie(), sector, mapping.dpaStart() + offset,
                Long.divideUnsigned(was.bytes(), ways), 0, 0, type, abstraction(was.mode()).guid());
    }

    private static Abstraction abstraction(Namespace.Mode mode) {
        return switch (mode) {
            case RAW -> Abstraction.NONE;
            case SECTOR -> Abstraction.BTT2;
            case FSDAX -> Abstraction.PFN;
            case DEVDAX -> Abstraction.DAX;
        };
    }

    /** The whole region goes for a moment: whoever uses any part of it would lose it. */
    private void refuseWhenUsed(Namespace was, Region region) throws RefusalException, HostException {
        for (Namespace other : trial.picture().namespaces().values()) {
            if (other.region().equals(region.name())) {
                var ram = trial.picture().daxDevices().values().stream().filter(device -> device.namespace().filter(other.name()::equals).isPresent())
                        .filter(DaxDevice::usedAsRam).findFirst();
                if (ram.isPresent()) {
                    throw used(was, region, ram.get().name() + " of the same region is used as RAM", "release " + ram.get().name());
                }
                var holders = other.blockDevice().isPresent() ? trial.host().holders().of(other.blockDevice().get()) : List.<Holders.Holder>of();
                if (!holders.isEmpty()) {
                    throw used(was, region, "/dev/" + other.blockDevice().get() + " of the same region is in use (" + holders.getFirst().command() + ")",
                            "who " + other.name());
                }
            }
        }
    }

    private static RefusalException used(Namespace was, Region region, String by, String remedy) {
        return new RefusalException(RefusalCode.REGION_IN_USE, Errno.EBUSY, was.name(), was.name() + " cannot get its place back",
                "the kernel would put it elsewhere, so its label must be written while " + region.name() + " is disabled, and " + by, remedy + "       and then again");
    }

    private void must(Effect effect, Namespace namespace) throws RefusalException, HostException {
        trial.perform(effect, namespace.name(), namespace.name() + " cannot become what it was");
    }
}
