package daxplane.labels;

import java.util.UUID;

/** What is wrong with the labels of an interleave set; mappings are counted from 0. */
public sealed interface SetFinding {

    /** For people: one sentence without a full stop. */
    String text();

    /** Two extents of one namespace on the first DIMM. */
    record ConflictingExtents(UUID uuid) implements SetFinding {
        @Override
        public String text() {
            return "two labels of namespace " + uuid + " on the first DIMM";
        }
    }

    record MissingLabel(UUID uuid, int position) implements SetFinding {
        @Override
        public String text() {
            return "no label of namespace " + uuid + " for position " + position + " of the set";
        }
    }

    record OutsideMapping(UUID uuid, int mapping) implements SetFinding {
        @Override
        public String text() {
            return "namespace " + uuid + " reaches out of the region on DIMM " + mapping + " of the set";
        }
    }

    record NoCookie() implements SetFinding {
        @Override
        public String text() {
            return "the set has no cookie";
        }
    }

    /** Belongs to another set of DIMMs, or was written when this set looked different. */
    record ForeignCookie(int mapping, int slot, UUID uuid, long cookie) implements SetFinding {
        @Override
        public String text() {
            return "slot " + slot + " of DIMM " + mapping + ": namespace " + uuid + " belongs to the set 0x"
                    + Long.toHexString(cookie);
        }
    }

    /** The mark of an interrupted change of size. */
    record UnequalSizes(UUID uuid) implements SetFinding {
        @Override
        public String text() {
            return "namespace " + uuid + " has different sizes on its DIMMs";
        }
    }

    record Orphan(int mapping, int slot, UUID uuid) implements SetFinding {
        @Override
        public String text() {
            return "slot " + slot + " of DIMM " + mapping + ": namespace " + uuid + " has no label on the first DIMM";
        }
    }
}
