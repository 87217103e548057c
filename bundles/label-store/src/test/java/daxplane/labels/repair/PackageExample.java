package daxplane.labels.repair;

import daxplane.labels.LabelRules;
import daxplane.labels.LabelStore;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(LabelStore store, PrintStream out) throws Exception {
        // @start region="example"
        LabelRepair repair = LabelRepair.of(List.of(new LabelRepair.Area("nmem0", store, Optional.empty())));
        repair.faults().forEach(fault -> out.println(fault.text() + ": " + fault.cure().text()));
        List<LabelRepair.Write> writes = repair.writes(LabelRules.LIBRARY);
        // @end
    }
}
