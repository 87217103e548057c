package daxplane.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A label area as a reader understands it, and as a kernel keeps it in memory while it drives the DIMM. Immutable. */
public sealed interface LabelStore {

    /** What readers pass over in silence, as of reading. */
    List<Finding> findings();

    /** Reads the index blocks and the slots in use, as a kernel does. Whatever the bytes are, the answer is a store. */
    static <E extends Exception> LabelStore read(AreaSource<E> area) throws E {
        return read(area, IndexChecks.KERNEL);
    }

    /** Reads by the rules of {@code checks}. */
    static <E extends Exception> LabelStore read(AreaSource<E> area, IndexChecks checks) throws E {
        return StoreReader.read(area, checks);
    }

    /**
     * No index block counts: the whole DIMM is free, and nothing can be written before the area is initialised.
     *
     * @param areaBytes size of the area, of a size that may not be usable
     */
    record Blank(int areaBytes, List<Finding> findings) implements LabelStore {

        public Blank {
            findings = List.copyOf(findings);
        }

        /**
         * Two fresh index blocks with every slot free: first block 0 with sequence 3, then block 1 with sequence 2. Slots are
         * not touched. Between the two writes block 0 alone is valid, and current.
         *
         * @throws LabelException AREA_SIZE
         */
        public LabelChange initialise(LabelFormat format, IndexBlock.UnusedBits unused) throws LabelException {
            return initialise(format, unused, new byte[0]);
        }

        /**
         * The same as ndctl does it: it writes over the index blocks that there are, and what is behind the shorter bitmap of a
         * newer format stays (asked of ndctl 76: version 1.2 over 1.1).
         *
         * @param before the area as it is; what is missing counts as zero
         */
        public LabelChange initialise(LabelFormat format, IndexBlock.UnusedBits unused, byte[] before) throws LabelException {
            AreaLayout layout = AreaLayout.of(areaBytes, format).orElseThrow(() -> new LabelException(
                    LabelException.Rule.AREA_SIZE, "a label area of " + areaBytes + " bytes holds no labels"));
            IndexBlock first = IndexBlock.allFree(layout, 0, 3, unused, part(before, layout, 0));
            IndexBlock second = IndexBlock.allFree(layout, 1, 2, unused, part(before, layout, 1));
            Labelled after = new Labelled(layout, 0, first, second, Collections.emptySortedMap(), List.of());
            return new LabelChange(List.of(new AreaWrite(layout.indexOffset(0), first.bytes()),
                    new AreaWrite(layout.indexOffset(1), second.bytes())), after, after);
        }

        private static byte[] part(byte[] before, AreaLayout layout, int which) {
            int start = Math.min(before.length, layout.indexOffset(which));
            return Arrays.copyOfRange(before, start, Math.min(before.length, start + layout.indexBytes()));
        }
    }

    /**
     * An area with a valid index.
     *
     * @param current which of the two index blocks counts
     * @param index   that block
     * @param next    the block that the next change writes, as it stands in memory: a copy of the current one after reading
     * @param used    slots in use by number
     */
    record Labelled(AreaLayout layout, int current, IndexBlock index, IndexBlock next, SortedMap<Integer, LabelSlot> used,
            List<Finding> findings) implements LabelStore {

        public Labelled {
            used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
            findings = List.copyOf(findings);
        }

        /** Slots with labels that count, by slot. */
        public List<LabelSlot.Valid> labels() {
            return used.values().stream().filter(LabelSlot.Valid.class::isInstance).map(LabelSlot.Valid.class::cast).toList();
        }

        /**
         * As a kernel remembers it that has not read the area since its last change.
         *
         * @param bytes of {@link #next}, as they were
         */
        public Labelled withNext(byte[] bytes) {
            return new Labelled(layout, current, index, IndexBlock.read(bytes, 0, layout.indexBytes()), used, findings);
        }

        /** Slots that the next change may choose from. */
        public int freeSlots() {
            return next.freeSlots();
        }

        /**
         * Writes a label into the lowest free slot, then the index block in which that slot is in use and the replaced ones are
         * free. The second write is the moment of change.
         *
         * @param label    its slot number is replaced by that of the slot it gets
         * @param replaced slots that become free
         * @throws LabelException NO_FREE_SLOT
         */
        public LabelChange write(NamespaceLabel label, Collection<Integer> replaced) throws LabelException {
            int slot = lowestFree();
            byte[] bytes = label.withSlot(slot).encode(layout.format());
            // What the format has no room for (type, abstraction, the end of a long name) is gone at once, not at the next reading.
            NamespaceLabel placed = NamespaceLabel.decode(bytes, layout.format());
            IndexBlock taken = next.marked(false, List.of(slot));
            SortedSet<Integer> freed = new TreeSet<>(replaced);
            freed.remove(slot);
            TreeMap<Integer, LabelSlot> labels = new TreeMap<>(used);
            labels.keySet().removeAll(freed);
            labels.put(slot, new LabelSlot.Valid(slot, placed));
            List<AreaWrite> writes = new ArrayList<>();
            writes.add(new AreaWrite(layout.labelOffset(slot), bytes));
            Labelled after = flip(taken.marked(true, freed), labels, writes);
            return new LabelChange(writes, after, new Labelled(layout, current, index, taken, used, findings));
        }

        /** Writes the index block in which these slots are free. Their bytes stay. */
        public LabelChange free(Set<Integer> slots) {
            TreeMap<Integer, LabelSlot> labels = new TreeMap<>(used);
            labels.keySet().removeAll(slots);
            IndexBlock marked = next.marked(true, slots);
            List<AreaWrite> writes = new ArrayList<>();
            Labelled after = flip(marked, labels, writes);
            return new LabelChange(writes, after, new Labelled(layout, current, index, marked, used, findings));
        }

        // Sequence numbers go on from the block that is overwritten. After a read that block is a copy of the current one; only
        // right after an initialisation without reading it is not, which gives both blocks sequence 3 (corpus label-zero-relabel).
        private Labelled flip(IndexBlock bitmap, SortedMap<Integer, LabelSlot> labels, List<AreaWrite> writes) {
            int target = 1 - current;
            IndexBlock written = bitmap.written(layout, target, Sequence.next(next.sequence()));
            writes.add(new AreaWrite(layout.indexOffset(target), written.bytes()));
            return new Labelled(layout, target, written, written, labels, findings.stream()
                    .filter(finding -> !(finding instanceof Finding.IndexInvalid invalid && invalid.index() == target)).toList());
        }

        private int lowestFree() throws LabelException {
            int slots = next.slots();
            for (int slot = 0; slot < slots; slot++) {
                if (next.isFree(slot)) {
                    return slot;
                }
            }
            throw new LabelException(LabelException.Rule.NO_FREE_SLOT, "all " + next.slots() + " label slots are in use");
        }
    }
}
