package daxplane.dax;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The dax bus, or in older kernels the class, as a part of the kernel image; exports {@link StaticDaxRegions} and {@link DynamicDaxRegions}. */
@Component(service = KernelModule.class)
public final class DaxModule implements KernelModule {

    static final String NAME = "dax";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        switch (kernel.profile().daxModel()) {
            case BUS -> {
                var bus = new DaxBus(kernel);
                kernel.devices().addBus(bus);
                export(kernel, Optional.of(bus));
            }
            case CLASS -> export(kernel, Optional.empty());
        }
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            load(kernel);
        } catch (KernelException taken) {
            throw new IllegalStateException("there is a dax bus already", taken);
        }
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.symbol(DaxRegions.class).orElseThrow().restore(document);
    }

    private static void export(Kernel kernel, Optional<DaxBus> bus) {
        var regions = new DaxRegions(kernel, bus);
        kernel.export(DaxRegions.class, regions);
        kernel.export(StaticDaxRegions.class, new StaticDaxRegions() {
            @Override
            public void add(StaticDaxRegion region) throws KernelException {
                regions.add(region);
            }

            @Override
            public void remove(String parentDirectory) {
                regions.remove(parentDirectory);
            }
        });
        kernel.export(DynamicDaxRegions.class, new DynamicDaxRegions() {
            @Override
            public void add(DynamicDaxRegion region) throws KernelException {
                regions.add(region);
            }

            @Override
            public void remove(String parentDirectory) {
                regions.remove(parentDirectory);
            }
        });
    }
}
