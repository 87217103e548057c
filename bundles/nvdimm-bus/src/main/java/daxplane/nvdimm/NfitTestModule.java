package daxplane.nvdimm;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Module nfit_test: the kernel's own test DIMMs. It brings buses, DIMMs and regions as {@code nfit} does, and for each DIMM a
 * device by which a test makes its firmware fail. Corpus nt-tree, nt-err-module.
 */
@Component(service = KernelModule.class)
public final class NfitTestModule implements KernelModule {

    static final String NAME = "nfit_test";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> uses() {
        return List.of(NdDevice.OWNER, "nfit", "nd_pmem", "device_dax", "dax_pmem");
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        NdProvider.addTables(kernel, name());
        TestDimm.register(kernel);
    }

    @Override
    public void unload(Kernel kernel) {
        TestDimm.unregister(kernel);
        NdProvider.ofTables(kernel, name()).forEach(NdProvider::remove);
    }

    @Override
    public int references(Kernel kernel) {
        return NdProvider.references(kernel, name());
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        TestDimm.restore(kernel, document);
    }
}
