package daxplane.kernel.cxl;

import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.host.Errno;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The part of CXL support that is in the kernel image. Recorded in the state of every case: {@code drv/cxl}. */
@Component(service = KernelModule.class)
public final class CxlModule implements KernelModule {

    private static final String PORT = "cxl_port";

    @Override
    public String name() {
        return "cxl_core";
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new IdleDriver(PORT), new IdleDriver("cxl_region"));
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        kernel.devices().addBus(new CxlBus(kernel));
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            load(kernel);
        } catch (KernelException taken) {
            throw new IllegalStateException("there is a cxl bus already", taken);
        }
    }

    private static final class CxlBus extends Bus {

        private final Kernel kernel;

        CxlBus(Kernel kernel) {
            super("cxl");
            this.kernel = kernel;
        }

        /** On 6.1 the directory of cxl_port has no such link, that of cxl_region has (corpus k61-*, state0). */
        @Override
        public boolean linksModule(String driver) {
            return !driver.equals(PORT) || kernel.profile().atLeast(6, 3);
        }
    }

    /** Drives devices that this machine does not have. */
    private record IdleDriver(String name) implements Driver {

        @Override
        public String bus() {
            return "cxl";
        }

        @Override
        public boolean matches(Device device) {
            return false;
        }

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            throw new KernelException(Errno.ENODEV);
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            // it never has one
        }
    }
}
