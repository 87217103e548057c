package daxplane.nvdimm;

import daxplane.kernel.Device;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Optional;

/** The driver of regions, {@code nd_region}: makes their namespaces, from labels or as a whole, and their seeds. */
final class RegionDriver implements Driver {

    @Override
    public String name() {
        return "nd_region";
    }

    @Override
    public String bus() {
        return NdBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof RegionDevice;
    }

    /** ENXIO a DIMM that had labels is disabled; ENODEV its labels contradict each other, so no namespace of it can be used. */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        RegionDevice region = (RegionDevice) device;
        RegionScan scan = new RegionScan(region);
        RegionActivity activity = scan.hold();
        invalidateCaches(region, kernel);
        List<NamespaceDevice> namespaces = scan.namespaces(activity);
        activity.counted(namespaces.size(), 0);
        region.activity(Optional.of(activity));
        namespaces.forEach(region.ndBus()::later);
        activity.seed(SeedKind.NAMESPACE, namespaces.getFirst().name());
        boolean leaveNumbers = kernel.profile().probedNamesFirst();
        for (SeedKind kind : List.of(SeedKind.BTT, SeedKind.PFN, SeedKind.DAX)) {
            Seeds.first(region, kind, leaveNumbers ? AutoDetection.count(namespaces, kind) : 0);
        }
        tellDimms(region, kernel);
    }

    /** Processors may hold what an erased or unlocked DIMM had before. */
    private static void invalidateCaches(RegionDevice region, Kernel kernel) {
        List<DimmDevice> incoherent = region.dimms().stream().filter(DimmDevice::incoherent).toList();
        if (!incoherent.isEmpty()) {
            kernel.log(4, "nd_region " + region.name() + ": Bypassing cpu_cache_invalidate_memergion() for testing!");
            incoherent.forEach(dimm -> dimm.incoherent(false));
        }
    }

    /** Everything in it goes first: disks with open users, dax devices with mappings. */
    @Override
    public void remove(Device device, Kernel kernel) {
        RegionDevice region = (RegionDevice) device;
        DeviceCore devices = kernel.devices();
        devices.children(region).forEach(devices::unregister);
        region.activity(Optional.empty());
        tellDimms(region, kernel);
    }

    /** A DIMM shows whether a region uses it. */
    private static void tellDimms(RegionDevice region, Kernel kernel) {
        region.dimms().forEach(dimm -> kernel.touched(dimm.directory()));
    }
}
