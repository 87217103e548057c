package daxplane.driver.hmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Component;

/** Finds soft-reserved memory at boot. */
@Component(service = KernelModule.class)
public final class HmemModule implements KernelModule {

    static final String NAME = "hmem";
    private static final String LINE = "Soft Reserved";

    @Override
    public String name() {
        return NAME;
    }

    /** Its devices are of the dax bus. */
    @Override
    public boolean existsIn(KernelProfile profile) {
        return profile.daxModel() == KernelProfile.DaxModel.BUS;
    }

    /** The built-in memory module: it knows the nodes of the ranges. */
    @Override
    public List<String> uses() {
        return List.of("memory");
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        PlatformBus.of(kernel);
        for (AddressRange range : kernel.firmware().softReserved()) {
            if (kernel.resources().find(range, LINE).isEmpty()) {
                kernel.resources().insert(range, LINE, false, false);
            }
        }
        if (driversMakeDevices(kernel)) {
            if (!kernel.firmware().softReserved().isEmpty() || !kernel.firmware().performance().isEmpty()) {
                kernel.devices().register(PlatformDevice.all(kernel));
            }
        } else {
            for (AddressRange range : SoftReserved.offered(kernel)) {
                PlatformDevice device = PlatformDevice.of(kernel, memory(kernel, range));
                kernel.resources().insert(range, device.name(), false, false);
                kernel.devices().register(device);
            }
        }
    }

    @Override
    public void resume(Kernel kernel) {
        PlatformBus.of(kernel);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.devices().adopt(PlatformDevice.of(kernel, document), document);
    }

    /** Since 6.3. The HMAT table alone is reason enough for {@code hmem_platform.0}: its memory might be soft-reserved. */
    static boolean driversMakeDevices(Kernel kernel) {
        return kernel.profile().atLeast(6, 3);
    }

    /** As a device for which a number is free. */
    static PlatformDevice.Memory memory(Kernel kernel, AddressRange range) {
        OptionalInt target = kernel.memory().nodeOf(range.start());
        int numaNode = target.isEmpty() ? -1 : kernel.memory().nearestOnline(target.getAsInt());
        return new PlatformDevice.Memory(kernel.devices().freeMemoryRegion(), range, numaNode, target);
    }
}
