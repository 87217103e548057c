package daxplane.driver.cxl;

import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.nvdimm.DynamicTopology;
import daxplane.nvdimm.Topology;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module cxl_pmem: the way to the nd bus. It stays while one of its regions there is enabled. */
@Component(service = KernelModule.class)
public final class CxlPmemModule implements KernelModule {

    @Override
    public String name() {
        return Topology.Provider.CXL.module();
    }

    @Override
    public List<String> uses() {
        return List.of("libnvdimm");
    }

    /** In the order in which a bus needs them: first the bridge, then what is behind it. */
    @Override
    public List<Driver> drivers() {
        return List.of(new BridgeDriver(), new NvdimmDriver(), new PmemRegionDriver());
    }

    @Override
    public int references(Kernel kernel) {
        return kernel.symbol(DynamicTopology.class).map(nd -> nd.enabledRegions(Topology.Provider.CXL)).orElse(0);
    }
}
