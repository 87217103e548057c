package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Devices of providers whose topology does not follow from the firmware: {@link DynamicTopology}. */
final class DynamicDevices implements DynamicTopology {

    private final NdBus bus;
    private final Kernel kernel;

    DynamicDevices(NdBus bus) {
        this.bus = bus;
        this.kernel = bus.kernel();
    }

    @Override
    public String addBus(String parentDirectory, Topology.Provider provider) throws KernelException {
        BusDevice device = new BusDevice(bus, parentDirectory, bus.freeNumber("ndbus"), BusDescription.plain(provider));
        kernel.devices().register(device);
        kernel.devices().register(new ControlNode(device));
        kernel.devices().directory(device.directory() + "/firmware");
        return device.directory();
    }

    @Override
    public String addDimm(String busDirectory, DimmDescription description) throws KernelException {
        DimmDevice dimm = new DimmDevice(bus, busDirectory, bus.freeNumber("nmem"), busAt(busDirectory).description(), description);
        kernel.devices().register(dimm);
        kernel.devices().directory(dimm.directory() + "/firmware");
        return dimm.directory();
    }

    @Override
    public String addRegion(String busDirectory, int id, RegionDescription description, List<String> dimms) throws KernelException {
        List<DimmDevice> members = new ArrayList<>();
        for (String directory : dimms) {
            members.add(dimm(directory));
        }
        RegionDevice region = new RegionDevice(bus, busDirectory, id, busAt(busDirectory).description(), 0, description, members);
        kernel.devices().register(region);
        return region.directory();
    }

    @Override
    public void remove(String directory) {
        kernel.devices().device(directory).ifPresent(kernel.devices()::unregister);
        ControlNode.keepClass(kernel);
    }

    @Override
    public int enabledRegions(Topology.Provider provider) {
        return NdProvider.references(kernel, provider);
    }

    /** Recreates a bus, a DIMM or a region. */
    void restore(StateRecord document) {
        String parent = document.value("core.parent");
        int id = Integer.parseInt(document.value("id"));
        Topology.Provider provider = Topology.Provider.valueOf(document.value("provider"));
        switch (document.value("kind")) {
            case BusDevice.KIND -> adopt(new BusDevice(bus, parent, id, BusDescription.plain(provider)), document, true);
            case DimmDevice.KIND -> {
                DimmDescription description = DimmDescription.withLabels(Integer.parseInt(document.value("media")),
                        Integer.parseInt(document.value("labelBytes")));
                DimmDevice dimm = new DimmDevice(bus, parent, id, BusDescription.plain(provider), description);
                dimm.restore(document.values(), new DimmMediaAccess(kernel.media(), description.mediaIndex().orElseThrow()));
                adopt(dimm, document, true);
            }
            case RegionDevice.KIND -> {
                List<DimmDevice> dimms = Arrays.stream(document.value("dimms").split(" ")).filter(name -> !name.isEmpty())
                        .map(name -> (DimmDevice) bus.device(name).orElseThrow()).toList();
                RegionDevice region = new RegionDevice(bus, parent, id, BusDescription.plain(provider), 0, RegionText.parse(document.values()), dimms);
                region.restore(document.values());
                adopt(region, document, false);
            }
            default -> throw new IllegalStateException("document " + document.key() + " is of an unknown kind");
        }
    }

    private void adopt(Device device, StateRecord document, boolean firmware) {
        kernel.devices().adopt(device, document);
        if (firmware) {
            kernel.devices().directory(device.directory() + "/firmware");
        }
    }

    private BusDevice busAt(String directory) throws KernelException {
        return kernel.devices().device(directory).filter(BusDevice.class::isInstance).map(BusDevice.class::cast)
                .orElseThrow(() -> new KernelException(Errno.ENODEV, "no nd bus at " + directory));
    }

    private DimmDevice dimm(String directory) throws KernelException {
        return kernel.devices().device(directory).filter(DimmDevice.class::isInstance).map(DimmDevice.class::cast)
                .orElseThrow(() -> new KernelException(Errno.ENODEV, "no DIMM at " + directory));
    }
}
