package daxplane.nvdimm;

import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module nd_e820: persistent memory of the boot loader's memory map ({@code memmap=512M!4G}). */
@Component(service = KernelModule.class)
public final class E820Module implements KernelModule {

    @Override
    public String name() {
        return Topology.Provider.E820.module();
    }

    @Override
    public List<String> uses() {
        return List.of(NdDevice.OWNER);
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        if (!kernel.firmware().e820Pmem().isEmpty()) {
            new NdProvider(kernel, Topology.Provider.E820).add();
        }
    }

    @Override
    public void unload(Kernel kernel) {
        if (!kernel.firmware().e820Pmem().isEmpty()) {
            new NdProvider(kernel, Topology.Provider.E820).remove();
        }
    }

    @Override
    public int references(Kernel kernel) {
        return NdProvider.references(kernel, Topology.Provider.E820);
    }
}
