package daxplane.fuzz;

import daxplane.labels.AreaLayout;
import daxplane.labels.AreaSource;
import daxplane.labels.CxlLabel;
import daxplane.labels.IndexBlock;
import daxplane.labels.IndexChecks;
import daxplane.labels.InterleaveCookie;
import daxplane.labels.InterleaveSet;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelRules;
import daxplane.labels.LabelStore;
import daxplane.labels.MemoryType;
import daxplane.labels.repair.Fault;
import daxplane.labels.repair.LabelRepair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A label area, with its index blocks and labels of version 1.1, 1.2 and CXL; then the changes that a kernel makes to it.
 *
 * <pre>
 *   0  bit 0: checksums of index blocks are made right   bit 1: those of labels   bits 2-3: size of the area {@link #SIZES}
 *   1  the area; zeros behind it up to its size
 * </pre>
 */
final class LabelAreaTarget implements Target {

    /** 0: as long as the input. */
    private static final int[] SIZES = {0, 1024, 4096, 128 << 10};
    private static final int INDEX_CHECKSUM = 64;
    private static final int LABEL_CHECKSUM = 248;
    private static final long DIMM_BYTES = 1L << 32;
    private static final int MOST_TO_REPAIR = 64;

    @Override
    public void take(byte[] input) throws LabelException {
        int choice = Mending.choice(input);
        byte[] body = Mending.body(input);
        int size = SIZES[choice >> 2 & 3];
        byte[] area = size == 0 ? body : Arrays.copyOf(body, size);
        for (LabelFormat format : LabelFormat.values()) {
            AreaLayout.of(area.length, format).ifPresent(layout -> mend(area, layout, choice));
        }
        for (IndexChecks checks : IndexChecks.values()) {
            use(area, checks);
        }
        for (int at = 0; at + LabelFormat.V1_2.labelBytes() <= area.length; at += LabelFormat.V1_2.labelBytes()) {
            CxlLabel.decode(Arrays.copyOfRange(area, at, at + LabelFormat.V1_2.labelBytes())).ifPresent(CxlLabel::encode);
        }
    }

    // Only where the bytes call themselves an index of the format: 128-byte and 256-byte index blocks may lie in the same place.
    private static void mend(byte[] area, AreaLayout layout, int choice) {
        for (int which = 0; which < 2 && (choice & 1) != 0; which++) {
            Mending.fletcher(area, layout.indexOffset(which), layout.indexBytes(), INDEX_CHECKSUM);
        }
        for (int slot = 0; slot < layout.slots() && (choice & 2) != 0 && layout.format() == LabelFormat.V1_2; slot++) {
            Mending.fletcher(area, layout.labelOffset(slot), layout.format().labelBytes(), LABEL_CHECKSUM);
        }
    }

    private static void use(byte[] area, IndexChecks checks) throws LabelException {
        LabelStore store = LabelStore.read(new Bounded(area), checks);
        store.findings().forEach(finding -> require(!finding.text().isBlank(), "a finding says something"));
        assemble(store);
        repair(area, store, checks);
        switch (store) {
            case LabelStore.Blank blank -> {
                for (LabelFormat format : LabelFormat.values()) {
                    if (AreaLayout.of(blank.areaBytes(), format).isPresent()) {
                        changed(area, blank.initialise(format, IndexBlock.UnusedBits.ONE, area), checks);
                    }
                }
            }
            case LabelStore.Labelled labelled -> {
                changed(area, labelled.free(labelled.used().keySet()), checks);
                for (LabelSlot.Valid slot : labelled.labels().stream().limit(1).toList()) {
                    changed(area, labelled.write(slot.label(), Set.of(slot.number())), checks);
                }
            }
        }
    }

    /** What has a cure is gone after the repair. Every label that is rolled forward costs a copy of the store: not with hundreds. */
    private static void repair(byte[] area, LabelStore store, IndexChecks checks) throws LabelException {
        if (store instanceof LabelStore.Labelled labelled && labelled.used().size() > MOST_TO_REPAIR) {
            return;
        }
        byte[] copy = area.clone();
        LabelRepair.of(List.of(new LabelRepair.Area("area", store, Optional.empty()))).writes(LabelRules.LIBRARY).forEach(write -> write.write().applyTo(copy));
        LabelStore repaired = LabelStore.read(new Bounded(copy), checks);
        List<Fault> left = LabelRepair.of(List.of(new LabelRepair.Area("area", repaired, Optional.empty()))).faults();
        require(left.stream().noneMatch(Fault::isCurable), "a repair leaves " + left);
    }

    /** After a change the area reads as the change says that it does. */
    private static void changed(byte[] area, LabelChange change, IndexChecks checks) {
        byte[] copy = area.clone();
        change.applyTo(copy);
        LabelStore read = LabelStore.read(new Bounded(copy), checks);
        require(read instanceof LabelStore.Labelled labelled && labelled.used().equals(change.after().used()),
                "a change leaves an area that reads as " + change.after() + ", not as " + read);
    }

    private static void assemble(LabelStore store) {
        InterleaveSet.Mapping mapping = new InterleaveSet.Mapping(0, DIMM_BYTES, store);
        List<InterleaveCookie.Member> members = List.of(new InterleaveCookie.Member(0, 1, 2, 3, 4), new InterleaveCookie.Member(256, 2, 2, 3, 4));
        for (List<InterleaveSet.Mapping> mappings : List.of(List.of(mapping), List.of(mapping, mapping))) {
            new InterleaveSet(mappings, InterleaveCookie.of(members), MemoryType.PERSISTENT.guid()).assemble();
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** An area of which nobody may read what is not there. */
    private record Bounded(byte[] area) implements AreaSource<RuntimeException> {

        @Override
        public int bytes() {
            return area.length;
        }

        @Override
        public byte[] read(int offset, int length) {
            require(offset >= 0 && length >= 0 && length <= area.length - offset, length + " bytes at " + offset + " are not inside");
            return Arrays.copyOfRange(area, offset, offset + length);
        }
    }
}
