package daxplane.kernel.firmware;

import daxplane.kernel.Firmware;
import java.io.PrintStream;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(byte[] bytes, PrintStream out) throws Exception {
        // @start region="example"
        Firmware.Nfit nfit = NfitTable.parse("NFIT.bin", bytes);
        nfit.ranges().forEach(range -> out.println(range.range()));
        // @end
    }
}
