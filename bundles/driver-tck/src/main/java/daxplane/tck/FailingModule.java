package daxplane.tck;

import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import java.util.List;

/** A module of whose driver a probe's calls may fail; everything else passes through. */
record FailingModule(KernelModule module, String driver, FailingCalls calls) implements KernelModule {

    @Override
    public String name() {
        return module.name();
    }

    @Override
    public List<String> uses() {
        return module.uses();
    }

    @Override
    public boolean builtIn() {
        return module.builtIn();
    }

    @Override
    public boolean existsIn(KernelProfile profile) {
        return module.existsIn(profile);
    }

    @Override
    public List<Driver> drivers() {
        return failing(module.drivers());
    }

    @Override
    public List<Driver> drivers(KernelProfile profile) {
        return failing(module.drivers(profile));
    }

    private List<Driver> failing(List<Driver> drivers) {
        return drivers.stream().map(each -> each.name().equals(driver) ? new FailingDriver(each, calls) : each).toList();
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        module.load(kernel);
    }

    @Override
    public void unload(Kernel kernel) throws KernelException {
        module.unload(kernel);
    }

    @Override
    public int references(Kernel kernel) {
        return module.references(kernel);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        module.restore(kernel, document);
    }

    @Override
    public void resume(Kernel kernel) {
        module.resume(kernel);
    }

    private record FailingDriver(Driver driver, FailingCalls calls) implements Driver {

        @Override
        public String name() {
            return driver.name();
        }

        @Override
        public String bus() {
            return driver.bus();
        }

        @Override
        public boolean matches(Device device) {
            return driver.matches(device);
        }

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            calls.probe(driver, device, kernel);
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            driver.remove(device, kernel);
        }

        @Override
        public void adopt(Device device, Kernel kernel) {
            driver.adopt(device, kernel);
        }
    }
}
