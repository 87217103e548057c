package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.labels.NamespaceLabel;
import java.util.Comparator;

/**
 * A namespace that the labels of a region tell of.
 *
 * @param label at position 0 of the set
 * @param range physical addresses
 */
record FoundNamespace(NamespaceLabel label, AddressRange range) {

    /**
     * The order in which namespaces get their numbers: by the bytes of the start address as it lies in memory, lowest byte first,
     * which is the order of addresses only among those that are equally aligned. docs/kernel/labels.md 5.
     */
    static final Comparator<FoundNamespace> BY_BYTES_OF_START = Comparator.comparing(
            found -> Long.reverseBytes(found.range().start()), Long::compareUnsigned);
}
