package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.ResourceTree;
import daxplane.kernel.NvdimmHardware;
import daxplane.kernel.StateRecord;
import daxplane.labels.MemoryType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts what a provider describes onto the nd bus, and takes it away. */
final class NdProvider {

    private final Kernel kernel;
    private final NdBus bus;
    private final Topology topology;

    /** The only bus of a provider. */
    NdProvider(Kernel kernel, Topology.Provider provider) {
        this(kernel, provider, 0);
    }

    NdProvider(Kernel kernel, Topology.Provider provider, int number) {
        this.kernel = kernel;
        this.bus = NdBus.of(kernel);
        this.topology = provider.topology(kernel, number);
    }

    /** Registers bus, DIMMs and regions, in this order; each is offered to its driver at once. */
    void add() throws KernelException {
        kernel.devices().directory(topology.parentDirectory());
        BusDevice device = new BusDevice(bus, topology.parentDirectory(), bus.freeNumber("ndbus"), topology.bus());
        kernel.devices().register(device);
        kernel.devices().register(new ControlNode(device));
        emptyDirectories(device);
        int firstDimm = bus.freeNumber("nmem");
        for (int i = 0; i < topology.dimms().size(); i++) {
            DimmDevice dimm = new DimmDevice(bus, device.directory(), firstDimm + i, topology.bus(), topology.dimms().get(i));
            dimm.found();
            kernel.devices().register(dimm);
            emptyDirectories(dimm);
        }
        for (int i = 0; i < topology.regions().size(); i++) {
            reserve(topology.regions().get(i));
            kernel.devices().register(region(device.directory(), kernel.devices().freeMemoryRegion(), i));
        }
        if (device.errors().scrubs()) {
            device.errors().scrubNow();
        }
    }

    // The groups "firmware" of bus and DIMMs are there, and empty where firmware cannot be exchanged.
    private void emptyDirectories(NdDevice device) {
        kernel.devices().directory(device.directory() + "/firmware");
    }

    /**
     * The line of iomem in which everything else on the region lies. The firmware's memory map may have one around it already, and
     * a virtual disk has none.
     */
    private void reserve(RegionDescription region) {
        String name = topology.bus().provider().resource();
        boolean memory = region.type().equals(MemoryType.PERSISTENT.guid());
        if (memory && !covered(region.range(), name, kernel.resources().children(Optional.empty()))) {
            try {
                kernel.resources().insert(region.range(), name, false, false);
            } catch (KernelException conflict) {
                kernel.log(4, topology.bus().module() + ": " + region.range() + ": " + conflict.getMessage());
            }
        }
    }

    private boolean covered(AddressRange range, String name, List<ResourceTree.Resource> lines) {
        return lines.stream().filter(line -> line.range().contains(range))
                .anyMatch(line -> line.name().equals(name) || covered(range, name, kernel.resources().children(Optional.of(line))));
    }

    private RegionDevice region(String busDirectory, int id, int number) {
        RegionDescription description = topology.regions().get(number);
        List<DimmDevice> dimms = description.mappings().stream().map(piece -> dimm(busDirectory, piece.dimm())).toList();
        return new RegionDevice(bus, busDirectory, id, topology.bus(), number, description, dimms);
    }

    /** DIMMs of the bus in their order of registration are in the order of the topology. */
    private DimmDevice dimm(String busDirectory, int number) {
        return bus.dimms().stream().filter(dimm -> dimm.directory().startsWith(busDirectory + "/")).skip(number).findFirst().orElseThrow();
    }

    String parentDirectory() {
        return topology.parentDirectory();
    }

    /** Of its DIMMs, and of slots for some that are not plugged in, in the order of the table. */
    List<Long> handles() {
        List<Long> handles = new java.util.ArrayList<>(topology.dimms().stream().map(DimmDescription::handle).toList());
        handles.addAll(NvdimmHardware.of(kernel).buses().get(topology.bus().number()).emptySlots());
        return handles;
    }

    /** Takes the bus and everything below it away; regions must be disabled. The boot loader's lines of iomem stay. */
    void remove() {
        busDevice().ifPresent(kernel.devices()::unregister);
        ControlNode.keepClass(kernel);
        if (topology.bus().provider() == Topology.Provider.NFIT) {
            topology.regions().forEach(region -> kernel.resources().release(region.range(), topology.bus().provider().resource()));
        }
    }

    Optional<BusDevice> busDevice() {
        return bus.devices().stream().filter(BusDevice.class::isInstance).map(BusDevice.class::cast)
                .filter(device -> device.description().equals(topology.bus())).findFirst();
    }

    /** Buses of a table that one module brings, each a provider. */
    static List<NdProvider> ofTables(Kernel kernel, String module) {
        return NvdimmHardware.of(kernel).module().equals(module)
                ? IntStream.range(0, NfitTopology.buses(kernel)).mapToObj(bus -> new NdProvider(kernel, Topology.Provider.NFIT, bus)).toList() : List.of();
    }

    /** Those that lead somewhere; of the others the log tells what is wrong. */
    static void addTables(Kernel kernel, String module) throws KernelException {
        for (NdProvider provider : ofTables(kernel, module)) {
            Optional<String> failure = NfitTopology.failure(kernel, provider.topology.bus().number());
            if (failure.isPresent()) {
                kernel.log(3, "nfit ACPI0012:00: " + failure.get());
            } else {
                provider.add();
            }
        }
    }

    /** Enabled regions keep the provider loaded. */
    static int references(Kernel kernel, String module) {
        return (int) kernel.devices().bus(NdBus.NAME).map(NdBus.class::cast).stream().flatMap(bus -> bus.regions().stream())
                .filter(region -> region.busDescription().module().equals(module) && region.bound()).count();
    }

    static int references(Kernel kernel, Topology.Provider provider) {
        return (int) kernel.devices().bus(NdBus.NAME).map(NdBus.class::cast).stream().flatMap(bus -> bus.regions().stream())
                .filter(region -> region.provider() == provider && region.bound()).count();
    }

    /** Recreates the bus, a DIMM or a region from its document. */
    void restore(StateRecord document) {
        Map<String, String> values = document.values();
        String parent = document.value("core.parent");
        int id = Integer.parseInt(document.value("id"));
        switch (document.value("kind")) {
            case BusDevice.KIND -> {
                BusDevice device = new BusDevice(bus, parent, id, topology.bus());
                device.restore(values);
                kernel.devices().adopt(device, document);
                emptyDirectories(device);
            }
            case DimmDevice.KIND -> {
                int number = (int) bus.dimms().stream().filter(dimm -> dimm.directory().startsWith(parent + "/")).count();
                DimmDevice dimm = new DimmDevice(bus, parent, id, topology.bus(), topology.dimms().get(number));
                dimm.description().mediaIndex().ifPresent(index -> dimm.restore(values, new DimmMediaAccess(kernel.media(), index, dimm::failIfTold)));
                kernel.devices().adopt(dimm, document);
                emptyDirectories(dimm);
            }
            case RegionDevice.KIND -> {
                RegionDevice region = region(parent, id, Integer.parseInt(document.value("number")));
                region.restore(values);
                kernel.devices().adopt(region, document);
            }
            default -> throw new IllegalStateException("document " + document.key() + " is of an unknown kind");
        }
    }

}
