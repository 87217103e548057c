package daxplane.labels;

/** A slot that the current index calls in use. */
public sealed interface LabelSlot {

    int number();

    /** It holds a label that counts. */
    record Valid(int number, NamespaceLabel label) implements LabelSlot {
    }

    /** It holds something that readers skip. It stays in use until the area is initialised again: nobody collects it. */
    record Broken(int number, Fault fault) implements LabelSlot {
    }

    /** Why a slot in use does not count. docs/kernel/labels.md 3. */
    enum Fault {
        WRONG_SLOT("carries the number of another slot"), CHECKSUM("wrong checksum");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
