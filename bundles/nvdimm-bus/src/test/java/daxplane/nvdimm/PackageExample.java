package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.KernelException;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    // @start region="example"
    static boolean matches(Device device) {
        return device instanceof NdDevice nd && nd.type() == NdDevice.DAX;
    }

    static AddressRange probe(Device device) throws KernelException {
        NamespaceDevice namespace = NamespaceProbe.check((NdDevice) device);      // ENODEV: it is not for this driver
        return PfnSetup.prepare((PfnDevice) device);                              // what is left of it behind its info block
    }
    // @end
}
