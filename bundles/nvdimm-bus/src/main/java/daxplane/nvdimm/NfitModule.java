package daxplane.nvdimm;

import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import java.util.Map;
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
        NdProvider.addTables(kernel, name());
    }

    @Override
    public void unload(Kernel kernel) {
        NdProvider.ofTables(kernel, name()).forEach(NdProvider::remove);
    }

    /** What one could have told it when it was loaded. */
    @Override
    public Map<String, String> parameters() {
        return Map.of("force_labels", "N", "disable_vendor_specific", "N", "no_init_ars", "N", "force_enable_dimms", "N",
                "override_dsm_mask", "0", "default_dsm_family", "-1");
    }

    @Override
    public int references(Kernel kernel) {
        return NdProvider.references(kernel, name());
    }
}
