package daxplane.labels;

import java.io.PrintStream;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(byte[] bytes, PrintStream out) throws Exception {
        // @start region="example"
        LabelStore store = LabelStore.read(AreaSource.of(bytes));
        switch (store) {
            case LabelStore.Blank blank -> out.println("no labels: " + blank.findings());
            case LabelStore.Labelled labelled -> labelled.labels().forEach(slot ->
                    out.println(slot.label().uuid() + " " + slot.label().dpa() + " " + slot.label().rawSize()));
        }
        // @end
    }
}
