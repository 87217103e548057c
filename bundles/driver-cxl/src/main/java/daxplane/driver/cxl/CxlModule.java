package daxplane.driver.cxl;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module cxl_core: the bus, and the drivers that every recorded kernel has in its image (state of every case: {@code drv/cxl}). */
@Component(service = KernelModule.class)
public final class CxlModule implements KernelModule {

    static final String NAME = "cxl_core";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new PortDriver(), new RegionDriver());
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        CxlBus bus = new CxlBus(kernel);
        kernel.devices().addBus(bus);
        kernel.media().decode(List.of());
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            load(kernel);
        } catch (KernelException taken) {
            throw new IllegalStateException("there is a cxl bus already", taken);
        }
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        CxlRestore.restore(CxlBus.of(kernel), document);
    }
}
