package daxplane.labels;

import java.util.UUID;

/** Something in a label area that readers pass over in silence and an operator should know. */
public sealed interface Finding {

    /** For people: one sentence without a full stop. */
    String text();

    record AreaUnusable(int areaBytes) implements Finding {
        @Override
        public String text() {
            return "a label area has 1 KiB to 4 MiB, not " + areaBytes + " bytes";
        }
    }

    record IndexInvalid(int index, LabelFormat format, IndexFault fault) implements Finding {
        @Override
        public String text() {
            return "index block " + index + " does not count: " + fault.text();
        }
    }

    record SlotBroken(int slot, LabelSlot.Fault fault) implements Finding {
        @Override
        public String text() {
            return "slot " + slot + " is in use but skipped: " + fault.text();
        }
    }

    record UpdateInterrupted(int slot, UUID uuid) implements Finding {
        @Override
        public String text() {
            return "slot " + slot + ": the last update of namespace " + uuid + " did not finish";
        }
    }

    record UnknownAbstraction(int slot, UUID uuid, UUID abstraction) implements Finding {
        @Override
        public String text() {
            return "slot " + slot + ": namespace " + uuid + " is set aside for " + abstraction + ", which nobody here knows; "
                    + "a rewrite by Linux forgets it";
        }
    }

    record UnknownType(int slot, UUID uuid, UUID type) implements Finding {
        @Override
        public String text() {
            return "slot " + slot + ": namespace " + uuid + " is of the unknown type " + type;
        }
    }

    /** A label in the form that CXL defines. Linux takes it for one of its own, with the type as uuid. */
    record CxlLabelFound(int slot, CxlLabel label) implements Finding {
        @Override
        public String text() {
            return "slot " + slot + " holds a CXL label, which Linux does not read as such";
        }
    }

    record DuplicateUuid(int slot, int otherSlot, UUID uuid) implements Finding {
        @Override
        public String text() {
            return "slots " + slot + " and " + otherSlot + " both claim to be namespace " + uuid;
        }
    }

    /** Linux then refuses the whole DIMM. */
    record Overlap(int slot, int otherSlot) implements Finding {
        @Override
        public String text() {
            return "slots " + slot + " and " + otherSlot + " claim the same part of the DIMM";
        }
    }

    /** The range runs over the end of all addresses. */
    record ImpossibleExtent(int slot) implements Finding {
        @Override
        public String text() {
            return "slot " + slot + " claims more than there are addresses";
        }
    }
}
