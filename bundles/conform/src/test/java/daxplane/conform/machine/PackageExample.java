package daxplane.conform.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Map<String, Object> caseJson, Map<String, String> boot, Path folder) throws Exception {
        // @start region="example"
        MachineForm form = MachineForm.of(caseJson);
        new DefinitionWriter(form, boot, List.of()).write(folder);       // NFIT.bin, SRAT.bin, ..., machine.properties, iomem.txt
        // @end
    }
}
