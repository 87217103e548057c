package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.labels.InterleaveCookie;
import daxplane.nvdimm.DynamicTopology;
import daxplane.nvdimm.RegionDescription;
import daxplane.nvdimm.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Makes a region of the nd bus of the persistent side of a CXL region. Corpus cxl61-pmem, cxl61-interleave: step 2. */
final class PmemRegionDriver implements Driver {

    /** Under this name it remembers the directory of the region on the nd bus. */
    private static final String REGION = "region";

    private static final UUID NO_TYPE = new UUID(0, 0);

    @Override
    public String name() {
        return "cxl_pmem_region";
    }

    @Override
    public String bus() {
        return CxlBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof PlainDevice plain && plain.kind() == Kind.PMEM_REGION;
    }

    /** @throws KernelException ENODEV a device of the region has no DIMM; EBUSY the addresses are in use */
    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        CxlRegion region = region((CxlDevice) device);
        List<String> dimms = new ArrayList<>();
        for (EndpointDecoder target : region.members()) {
            dimms.add(NvdimmDriver.dimm(region.cxlBus(), target.memory())
                    .orElseThrow(() -> new KernelException(Errno.ENODEV, "mem" + target.memory() + " has no DIMM")));
        }
        AddressRange range = region.range().orElseThrow(() -> new KernelException(Errno.ENXIO, region.name() + " has no addresses"));
        kernel.resources().insert(range, Topology.Provider.CXL.resource(), false, false);
        try {
            device.driverData().put(REGION, BridgeDriver.topology(kernel).addRegion(BridgeDriver.busDirectory(region.cxlBus()), region.id(),
                    describe(region, range, kernel), dimms));
        } catch (KernelException refused) {
            kernel.resources().release(range, Topology.Provider.CXL.resource());
            throw refused;
        }
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        kernel.symbol(DynamicTopology.class).ifPresent(nd -> nd.remove(device.driverData().get(REGION)));
        region((CxlDevice) device).range().ifPresent(range -> kernel.resources().release(range, Topology.Provider.CXL.resource()));
    }

    static CxlRegion region(CxlDevice side) {
        return (CxlRegion) side.cxlBus().device(side.name().substring("pmem_".length()))
                .orElseThrow(() -> new IllegalStateException(side + " belongs to no region"));
    }

    private static RegionDescription describe(CxlRegion region, AddressRange range, Kernel kernel) {
        List<RegionDescription.Piece> pieces = new ArrayList<>();
        List<InterleaveCookie.Target> targets = new ArrayList<>();
        for (EndpointDecoder member : region.members()) {
            AddressRange dpa = member.dpa().orElseThrow();
            pieces.add(new RegionDescription.Piece(pieces.size(), dpa, pieces.size()));
            targets.add(new InterleaveCookie.Target(dpa.start(), member.hardware().serial()));
        }
        OptionalInt target = kernel.memory().nodeOf(range.start());
        return new RegionDescription(range, true, pieces, Optional.of(InterleaveCookie.ofTargets(targets)), NO_TYPE, OptionalInt.empty(),
                bootNode(kernel), target, Optional.of("memory_controller"), false);
    }

    /** Node of the first memory that is there at boot: the kernel looks no further for addresses that are no RAM. */
    private static int bootNode(Kernel kernel) {
        return kernel.firmware().affinity().stream().filter(entry -> entry.enabled() && !entry.hotpluggable()).findFirst()
                .map(MemoryAffinity::range).map(range -> kernel.memory().nodeOf(range.start())).orElse(OptionalInt.empty()).orElse(0);
    }
}
