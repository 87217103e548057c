package daxplane.kernel.testing;

import daxplane.kernel.Firmware;
import daxplane.kernel.KernelModule;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Firmware firmware, KernelModule libnvdimm) throws Exception {
        // @start region="example"
        var machine = TestMachine.with().firmware(firmware).dimm(64 << 20, 128 << 10).module(libnvdimm).boot("nfit");
        assert machine.read("/sys/bus/nd/devices/nmem0/state").equals("idle\n");
        assert machine.write("/sys/bus/nd/drivers/nvdimm/unbind", "nmem0\n").equals("ok");
        machine.restartProcess();                        // the tree must be the same afterwards
        // @end
    }
}
