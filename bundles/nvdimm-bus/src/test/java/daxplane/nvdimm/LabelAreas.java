package daxplane.nvdimm;

import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Label areas that somebody else wrote. */
final class LabelAreas {

    private LabelAreas() {
    }

    static void initialise(byte[] area) {
        initialise(area, LabelFormat.V1_2);
    }

    static void initialise(byte[] area, LabelFormat format) {
        try {
            new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ZERO).applyTo(area);
        } catch (LabelException unusable) {
            throw new AssertionError(unusable);
        }
    }

    static LabelStore.Labelled read(byte[] area) {
        return (LabelStore.Labelled) LabelStore.read(AreaSource.of(area));
    }

    /** Replaces the label in the lowest slot in use. */
    static byte[] edit(byte[] area, UnaryOperator<NamespaceLabel> change) {
        LabelSlot.Valid slot = read(area).labels().getFirst();
        return replace(area, slot, change.apply(slot.label()));
    }

    private static byte[] replace(byte[] area, LabelSlot.Valid slot, NamespaceLabel label) {
        byte[] edited = area.clone();
        try {
            LabelChange changed = read(area).write(label, Set.of(slot.number()));
            changed.applyTo(edited);
        } catch (LabelException full) {
            throw new AssertionError(full);
        }
        return edited;
    }
}
