package daxplane.labels;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * By which rules label areas are read and changed: which index block counts, which slot a new label gets, in which order it is written.
 *
 * <p>A service, which is exchanged while DIMMs are bound: nothing of a label area is kept in it. It is asked by the driver of DIMMs (of
 * the simulated kernel, where the module {@code nd_label} gives it away) and by the tools. What it answers are values of this package,
 * which outlive the version that made them. Stateless: any number of calls, from any thread.
 *
 * <p>Owed: what one version has written is read by every other one; a list of writes may be cut anywhere, or the write at the cut torn in
 * 8-byte words, and the area reads as it was before or as it is after.
 */
@ConsumerType
public interface LabelRules {

    /** The rules of the library, which follow docs/kernel/labels.md. What needs no service uses them: readers of recordings, tests. */
    LabelRules LIBRARY = new LabelRules() { };

    /**
     * Reads an area. Whatever the bytes are, the answer is a store.
     *
     * @throws E the area cannot be read
     */
    default <E extends Exception> LabelStore read(AreaSource<E> area, IndexChecks checks) throws E {
        return LabelStore.read(area, checks);
    }

    /**
     * Two fresh index blocks with every slot free.
     *
     * @param areaBytes size of the area
     * @param before    the area as it is, as far as it is to stay where the format leaves room; what is missing counts as zero
     * @throws LabelException AREA_SIZE
     */
    default LabelChange initialise(int areaBytes, LabelFormat format, IndexBlock.UnusedBits unused, byte[] before) throws LabelException {
        return new LabelStore.Blank(areaBytes, List.of()).initialise(format, unused, before);
    }

    /**
     * Writes a label into a free slot, and frees the slots that it replaces; both at the same moment.
     *
     * @throws LabelException NO_FREE_SLOT
     */
    default LabelChange write(LabelStore.Labelled store, NamespaceLabel label, Collection<Integer> replaced) throws LabelException {
        return store.write(label, replaced);
    }

    /** Frees slots. */
    default LabelChange free(LabelStore.Labelled store, Set<Integer> slots) {
        return store.free(slots);
    }
}
