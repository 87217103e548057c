package daxplane.labels.repair;

import java.util.UUID;

/** What is done about a fault. Areas are counted from 0, as they were given. */
public sealed interface Cure {

    /** For people: a clause. */
    String text();

    /** The update of all labels of a namespace had been written: its mark of being under way is taken off. */
    record RollForward(UUID uuid) implements Cure {
        @Override
        public String text() {
            return "its labels are rewritten without the mark";
        }
    }

    /** The labels of a namespace do not make it up: they are freed, position 0 first. Its data stay where they are. */
    record FreeLabels(UUID uuid) implements Cure {
        @Override
        public String text() {
            return "its labels are freed on every DIMM";
        }
    }

    /** A slot that is in use and holds no label that counts: nobody else ever frees it. */
    record FreeSlot(int area, int slot) implements Cure {
        @Override
        public String text() {
            return "the slot is freed";
        }
    }

    /** One index block does not count: the other one's contents are written there. */
    record RewriteIndex(int area) implements Cure {
        @Override
        public String text() {
            return "it is written anew from the other index block";
        }
    }

    /** Somebody has to decide, or to name more. @param why a clause */
    record None(String why) implements Cure {
        @Override
        public String text() {
            return "not repaired: " + why;
        }
    }
}
