package daxplane.nvdimm;

import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Module nfit: the DIMMs and regions that ACPI describes. It stays while one of the regions is enabled. */
@Component(service = KernelModule.class)
public final class NfitModule implements KernelModule {

    @Override
    public String name() {
        return Topology.Provider.NFIT.module();
    }

    @Override
    public List<String> uses() {
        return List.of(NdDevice.OWNER);
    }

    /** Without a table the module is loaded and has nothing to do; with one that leads nowhere as well, and the log tells why. */
    @Override
    public void load(Kernel kernel) throws KernelException {
        if (kernel.firmware().nfit().isEmpty()) {
            return;
        }
        Optional<String> failure = NfitTopology.failure(kernel);
        if (failure.isPresent()) {
            kernel.log(3, "nfit ACPI0012:00: " + failure.get());
            return;
        }
        new NdProvider(kernel, Topology.Provider.NFIT).add();
    }

    @Override
    public void unload(Kernel kernel) {
        if (kernel.firmware().nfit().isPresent()) {
            new NdProvider(kernel, Topology.Provider.NFIT).remove();
        }
    }

    @Override
    public int references(Kernel kernel) {
        return NdProvider.references(kernel, Topology.Provider.NFIT);
    }
}
