package daxplane.control.ledger;

import daxplane.control.HistoryEntry;
import daxplane.control.LabelEntry;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Operation;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.labels.AreaSource;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the journal tells of the labels of one DIMM, in the words of labels; collected while it is read. A DIMM is followed by its id. */
public final class LabelHistory {

    private final MachineLedger ledger;
    private final String dimm;
    private final List<HistoryEntry> entries = new ArrayList<>();

    /**
     * @param dimm   its {@link daxplane.inventory.Dimm#identity}
     * @param ledger that follows the records, and has each before {@link #record} sees it
     */
    public LabelHistory(String dimm, MachineLedger ledger) {
        this.dimm = dimm;
        this.ledger = ledger;
    }

    /** @param before what was observed before this record */
    public void record(EventRecord record, Inventory before) {
        switch (record.event()) {
            case Event.BootObserved _ -> changed(record, Cause.BOOT, before);
            case Event.FactsObserved(var cause, var _) -> changed(record, cause, before);
            case Event.OperationIntended _, Event.EffectPerformed _, Event.StepFailed _, Event.OperationEnded _, Event.OperationSettled _, Event.Refused _,
                    Event.DriverChanged _, Event.ConfigurationChanged _, Event.DriftDetected _ -> { }
        }
    }

    private void changed(EventRecord record, Cause cause, Inventory before) {
        for (String what : changes(area(before), area(ledger.observed()))) {
            var operation = cause instanceof Cause.Operation(var by) ? ledger.operation(by) : Optional.<Operation>empty();
            entries.add(new HistoryEntry(record.revision(), record.time(), what, cause, operation.map(Operation::command).orElse(""),
                    operation.map(Operation::actor).orElse(""), operation.map(Operation::reason).orElse("")));
        }
    }

    private Optional<LabelArea> area(Inventory picture) {
        return picture.labelAreaOf(dimm);
    }

    /** The oldest first. */
    public List<HistoryEntry> entries() {
        return List.copyOf(entries);
    }

    /** Labels that count, by slot. */
    public static List<LabelEntry> labels(LabelArea area) {
        return read(area) instanceof LabelStore.Labelled labelled ? labelled.labels().stream().map(LabelHistory::entry).toList() : List.of();
    }

    private static LabelEntry entry(LabelSlot.Valid slot) {
        var label = slot.label();
        return new LabelEntry(slot.number(), label.uuid().toString(), label.name(), label.dpa(), label.rawSize(), label.position(), label.labels(), label.abstraction().holderClass());
    }

    private static LabelStore read(LabelArea area) {
        return LabelStore.read(AreaSource.of(area.contents()));
    }

    /** What became of one area, a sentence each; none when it is as it was. */
    static List<String> changes(Optional<LabelArea> before, Optional<LabelArea> after) {
        if (before.equals(after)) {
            return List.of();
        }
        if (after.isEmpty()) {
            return List.of("what stands in it cannot be seen any more");
        }
        var is = read(after.get());
        if (before.isEmpty()) {
            return List.of("first seen: " + text(is));
        }
        var was = read(before.get());
        if (!(is instanceof LabelStore.Labelled now)) {
            return List.of(was instanceof LabelStore.Labelled then ? "no valid index block any more: " + count(then.labels().size()) + " lost" : "written, still without a valid index block");
        }
        var changes = new ArrayList<String>();
        if (!(was instanceof LabelStore.Labelled then)) {
            changes.add("initialised: " + text(is));
            now.labels().forEach(slot -> changes.add("slot " + slot.number() + ": " + text(slot.label())));
            return changes;
        }
        if (then.layout().format() != now.layout().format()) {
            changes.add("initialised: " + text(is));
        }
        var slots = new TreeSet<>(then.used().keySet());
        slots.addAll(now.used().keySet());
        for (int slot : slots) {
            slot(slot, Optional.ofNullable(then.used().get(slot)), Optional.ofNullable(now.used().get(slot))).ifPresent(changes::add);
        }
        return changes.isEmpty() ? List.of("written, and no label changed") : changes;
    }

    private static Optional<String> slot(int number, Optional<LabelSlot> was, Optional<LabelSlot> is) {
        if (was.equals(is)) {
            return Optional.empty();
        }
        return Optional.of("slot " + number + is.map(slot -> ": " + text(slot)).orElseGet(() -> " free: was " + text(was.orElseThrow())));
    }

    private static String text(LabelSlot slot) {
        return switch (slot) {
            case LabelSlot.Valid(var _, var label) -> text(label);
            case LabelSlot.Broken(var _, var fault) -> "in use, " + fault.text();
        };
    }

    private static String text(NamespaceLabel label) {
        return (label.name().isEmpty() ? "" : label.name() + ", ") + label.uuid() + ", " + new ByteSize(label.rawSize()) + " at DPA 0x" + Long.toHexString(label.dpa())
                + (label.labels() > 1 ? ", part " + label.position() + " of " + label.labels() : "") + (label.updating() ? ", update not finished" : "");
    }

    private static String text(LabelStore store) {
        return switch (store) {
            case LabelStore.Blank _ -> "no valid index block";
            case LabelStore.Labelled labelled -> "labels of version " + labelled.layout().format().toString().replace("V", "").replace('_', '.') + ", " + count(labelled.labels().size());
        };
    }

    private static String count(int labels) {
        return labels + (labels == 1 ? " label" : " labels");
    }
}
