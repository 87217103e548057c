package daxplane.dax;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bus: a driver takes the devices whose names it was told, and those of its own kind.
 *
 * <p>Source: spec 03 sections 3.2 to 3.5, 09 items 1 to 6. A new id is not a message to one device: the driver is offered every
 * unbound device that it matches, also ones whose probe failed before, and failures stay silent.
 */
final class DaxBus extends Bus {

    static final String NAME = "dax";

    private final Kernel kernel;
    private final Map<String, IdList> ids = new HashMap<>();

    DaxBus(Kernel kernel) {
        super(NAME);
        this.kernel = kernel;
    }

    @Override
    public boolean matches(Driver driver, Device device) {
        return told(driver.name(), device.name()) || driver.matches(device);
    }

    @Override
    public void beforeProbe(Device device) throws KernelException {
        if (device instanceof DaxDevice dax && dax.bytes() == 0) {
            throw new KernelException(Errno.ENXIO, device + " has no capacity");
        }
    }

    @Override
    public void afterProbe(Device device, Optional<KernelException> failure) {
        if (failure.isEmpty() && device instanceof DaxDevice dax) {
            dax.region().noLongerSeed(dax);
        }
    }

    @Override
    public List<Attribute> driverAttributes(String driver) {
        return List.of(
                Attribute.writeOnly("new_id", value -> {
                    add(driver, DaxId.of(new WrittenText(value)).toString());
                    kernel.devices().attach(this, driver);
                }),
                Attribute.writeOnly("remove_id", value -> remove(driver, DaxId.of(new WrittenText(value)).toString())));
    }

    @Override
    public void driverGone(String driver) {
        Optional.ofNullable(ids.remove(driver)).ifPresent(kernel::forget);
    }

    void restore(IdList list) {
        ids.put(list.driver(), list);
    }

    private boolean told(String driver, String device) {
        return ids.containsKey(driver) && ids.get(driver).names().contains(device);
    }

    private void add(String driver, String name) {
        IdList list = ids.computeIfAbsent(driver, IdList::new);
        if (list.names().add(name)) {
            kernel.changed(list);
        }
    }

    private void remove(String driver, String name) {
        IdList list = ids.get(driver);
        if (list != null && list.names().remove(name)) {
            kernel.changed(list);
        }
    }
}
