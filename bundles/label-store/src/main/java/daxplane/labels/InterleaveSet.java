package daxplane.labels;

import java.util.List;
import java.util.UUID;

/**
 * The DIMMs of a region, and the namespaces that their labels make up together. One bad label makes the whole region unusable,
 * as it does in Linux. Source: docs/kernel/labels.md 5.
 *
 * @param mappings the pieces of DIMMs, in the order of the region's mappings; at least one
 * @param type     type GUID that labels of version 1.2 must carry
 */
public record InterleaveSet(List<Mapping> mappings, InterleaveCookie cookie, UUID type) {

    public InterleaveSet {
        mappings = List.copyOf(mappings);
    }

    public Assembly assemble() {
        return new SetAssembler(this).assemble();
    }

    /**
     * A piece of a DIMM.
     *
     * @param start device physical address
     * @param store the DIMM's labels; blank when it has none
     */
    public record Mapping(long start, long bytes, LabelStore store) {

        List<LabelSlot.Valid> labels() {
            return store instanceof LabelStore.Labelled labelled ? labelled.labels() : List.of();
        }

        boolean typed() {
            return store instanceof LabelStore.Labelled labelled && labelled.layout().format() == LabelFormat.V1_2;
        }

        // Compared as offsets from the start, so that an extent at the end of all addresses does not wrap.
        boolean holdsStart(long dpa) {
            return Long.compareUnsigned(dpa, start) >= 0 && Long.compareUnsigned(dpa - start, bytes) < 0;
        }

        boolean holds(NamespaceLabel label) {
            return holdsStart(label.dpa()) && Long.compareUnsigned(label.rawSize(), bytes - (label.dpa() - start)) <= 0;
        }
    }

    /**
     * A namespace with a label on every DIMM.
     *
     * @param first   the label at position 0: name, block size and abstraction are taken from it
     * @param slots   the label's slot on each mapping
     * @param bytes   sum over the DIMMs, which are not checked to be equal
     */
    public record Assembled(NamespaceLabel first, List<LabelSlot.Valid> slots, long bytes) {

        public Assembled {
            slots = List.copyOf(slots);
        }
    }

    /** What the labels say. */
    public sealed interface Assembly {
    }

    /** @param namespaces in the order of the first DIMM's slots */
    public record Namespaces(List<Assembled> namespaces, List<SetFinding> findings) implements Assembly {

        public Namespaces {
            namespaces = List.copyOf(namespaces);
            findings = List.copyOf(findings);
        }
    }

    /** The region cannot be used until somebody repairs the labels. */
    public record Unusable(SetFinding why) implements Assembly {
    }
}
