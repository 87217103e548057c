package daxplane.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the current index and the labels that it calls live. Source: docs/kernel/labels.md 3. */
final class StoreReader<E extends Exception> {

    private final AreaSource<E> area;
    private final IndexChecks checks;
    private final List<Finding> findings = new ArrayList<>();

    private StoreReader(AreaSource<E> area, IndexChecks checks) {
        this.area = area;
        this.checks = checks;
    }

    static <E extends Exception> LabelStore read(AreaSource<E> area, IndexChecks checks) throws E {
        return new StoreReader<>(area, checks).read();
    }

    // Labels of 128 bytes are tried first, on both blocks: an area that holds one valid block of each kind is of version 1.1.
    private LabelStore read() throws E {
        if (AreaLayout.of(area.bytes(), LabelFormat.V1_1).isEmpty()) {
            return new LabelStore.Blank(area.bytes(), List.of(new Finding.AreaUnusable(area.bytes())));
        }
        List<Finding> faults = new ArrayList<>();
        for (LabelFormat format : LabelFormat.values()) {
            Optional<AreaLayout> layout = AreaLayout.of(area.bytes(), format);
            if (layout.isPresent()) {
                findings.clear();
                Optional<Chosen> chosen = choose(layout.get());
                if (chosen.isPresent()) {
                    return labelled(layout.get(), chosen.get());
                }
                findings.stream().filter(StoreReader::looksLikeAnIndex).forEach(faults::add);
            }
        }
        return new LabelStore.Blank(area.bytes(), faults);
    }

    private record Chosen(int which, IndexBlock block) {
    }

    private Optional<Chosen> choose(AreaLayout layout) throws E {
        byte[] both = area.read(0, layout.labelsOffset());
        IndexBlock first = IndexBlock.read(both, 0, layout.indexBytes());
        IndexBlock second = IndexBlock.read(both, layout.indexBytes(), layout.indexBytes());
        boolean firstCounts = counts(first, layout, 0);
        boolean secondCounts = counts(second, layout, 1);
        if (firstCounts && secondCounts) {
            int current = Sequence.current(first.sequence(), second.sequence());
            return Optional.of(new Chosen(current, current == 0 ? first : second));
        }
        if (firstCounts) {
            return Optional.of(new Chosen(0, first));
        }
        return secondCounts ? Optional.of(new Chosen(1, second)) : Optional.empty();
    }

    private boolean counts(IndexBlock block, AreaLayout layout, int which) {
        Optional<IndexFault> fault = block.fault(layout, which, checks);
        fault.ifPresent(reason -> findings.add(new Finding.IndexInvalid(which, layout.format(), reason)));
        return fault.isEmpty();
    }

    // A blank area is no finding, and neither is that a block is of the other format, which is tried as well.
    private static boolean looksLikeAnIndex(Finding finding) {
        return finding instanceof Finding.IndexInvalid invalid && invalid.fault() != IndexFault.SIGNATURE
                && invalid.fault() != IndexFault.LABEL_SIZE;
    }

    private LabelStore.Labelled labelled(AreaLayout layout, Chosen chosen) throws E {
        SortedMap<Integer, LabelSlot> used = new TreeMap<>();
        for (int slot : chosen.block().usedSlots()) {
            used.put(slot, slot(slot, area.read(layout.labelOffset(slot), layout.format().labelBytes()), layout.format()));
        }
        findings.addAll(Extents.findings(used.values()));
        return new LabelStore.Labelled(layout, chosen.which(), chosen.block(), chosen.block(), used, findings);
    }

    private LabelSlot slot(int number, byte[] bytes, LabelFormat format) {
        NamespaceLabel label = NamespaceLabel.decode(bytes, format);
        if (label.slot() != number) {
            return broken(number, LabelSlot.Fault.WRONG_SLOT, bytes);
        }
        if (!NamespaceLabel.checksumHolds(bytes, format)) {
            return broken(number, LabelSlot.Fault.CHECKSUM, bytes);
        }
        judge(number, label, bytes, format);
        return new LabelSlot.Valid(number, label);
    }

    // A CXL region label has its slot number elsewhere, and so is broken to a reader of version 1.2.
    private LabelSlot broken(int number, LabelSlot.Fault fault, byte[] bytes) {
        CxlLabel.decode(bytes).ifPresentOrElse(label -> findings.add(new Finding.CxlLabelFound(number, label)),
                () -> findings.add(new Finding.SlotBroken(number, fault)));
        return new LabelSlot.Broken(number, fault);
    }

    private void judge(int number, NamespaceLabel label, byte[] bytes, LabelFormat format) {
        Optional<CxlLabel> cxl = CxlLabel.decode(bytes);
        if (cxl.isPresent()) {
            findings.add(new Finding.CxlLabelFound(number, cxl.get()));
            return;
        }
        if (label.updating()) {
            findings.add(new Finding.UpdateInterrupted(number, label.uuid()));
        }
        if (format == LabelFormat.V1_2) {
            if (label.abstraction() == Abstraction.UNKNOWN) {
                findings.add(new Finding.UnknownAbstraction(number, label.uuid(), label.abstractionGuid()));
            }
            // The kernel's CXL regions have a nil type, and so do their labels (corpus cxl61-pmem).
            if (MemoryType.of(label.type()).isEmpty() && !label.type().equals(UuidOrder.NIL)) {
                findings.add(new Finding.UnknownType(number, label.uuid(), label.type()));
            }
        }
    }
}
