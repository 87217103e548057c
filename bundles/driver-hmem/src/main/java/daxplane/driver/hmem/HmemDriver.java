package daxplane.driver.hmem;

import daxplane.dax.DynamicDaxRegion;
import daxplane.dax.DynamicDaxRegions;
import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.KernelException;

/** Hands a range to the dax bus: as RAM unless the kernel was told to leave the regions idle. Corpus hmem-*. */
final class HmemDriver implements Driver {

    static final String NAME = "hmem";

    private static final long ALIGN_BYTES = 2L << 20;
    private static final String IDLE = "dax_hmem.region_idle";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return "platform";
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof PlatformDevice platform && platform.kind().equals(NAME);
    }

    /** @throws KernelException EINVAL the range is no whole number of 2 MiB; ENXIO there is no dax bus */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        PlatformDevice.Memory memory = ((PlatformDevice) device).memory().orElseThrow(() -> new KernelException(Errno.ENXIO, device + " is no memory"));
        // Before there were types of devices, device_dax took everything that no other driver was told to take (docs/kernel/drivers.md 3.2).
        boolean ram = kernel.profile().atLeast(6, 3);
        boolean idle = ram && KernelCommandLine.of(kernel.firmware()).flag(IDLE).orElse(false);
        regions(kernel).add(new DynamicDaxRegion(device.directory(), memory.number(), memory.range(), ALIGN_BYTES, memory.numaNode(),
                memory.targetNode(), ram && !idle, idle ? 0 : memory.range().bytes()));
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        kernel.symbol(DynamicDaxRegions.class).ifPresent(regions -> regions.remove(device.directory()));
    }

    private static DynamicDaxRegions regions(Kernel kernel) throws KernelException {
        return kernel.symbol(DynamicDaxRegions.class).orElseThrow(() -> new KernelException(Errno.ENXIO, "there is no dax bus"));
    }
}
