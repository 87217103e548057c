package daxplane.nvdimm;

import daxplane.kernel.DimmCommands;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Device;
import daxplane.kernel.FirmwareCommands;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Module libnvdimm: the nd bus with the drivers of DIMMs and regions. */
@Component(service = KernelModule.class)
public final class LibnvdimmModule implements KernelModule {

    @Override
    public String name() {
        return NdDevice.OWNER;
    }

    /** How labels are read and written. */
    @Override
    public List<String> uses() {
        return List.of("nd_label");
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new BusDriver(), new DimmDriver(), new RegionDriver());
    }

    /** Whether a key is asked for again when a DIMM is unlocked already. */
    @Override
    public Map<String, String> parameters() {
        return Map.of("key_revalidate", "Y");
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        NdBus bus = new NdBus(kernel);
        kernel.devices().addBus(bus);
        ControlNode.keepClass(kernel);
        kernel.export(DimmCommands.class, new DimmAccess(bus));
        kernel.export(FirmwareCommands.class, new NdFirmware(bus));
        kernel.export(DynamicTopology.class, new DynamicDevices(bus));
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            load(kernel);
        } catch (KernelException impossible) {
            throw new IllegalStateException("the nd bus was there already", impossible);
        }
    }

    @Override
    public void timePassed(Kernel kernel) {
        for (Device device : List.copyOf(NdBus.of(kernel).devices())) {
            if (device instanceof BusDevice bus) {
                bus.timePassed();
            } else if (device instanceof DimmDevice dimm) {
                dimm.timePassed();
            }
        }
    }

    @Override
    public void unload(Kernel kernel) {
        kernel.devices().removeBus(NdBus.of(kernel));
        kernel.devices().remove(ControlNode.DIRECTORY);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        NdRestore.restore(kernel, document);
    }
}
