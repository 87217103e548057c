package daxplane.dax.testing;

import daxplane.dax.DynamicDaxRegion;
import daxplane.dax.DynamicDaxRegions;
import daxplane.dax.StaticDaxRegion;
import daxplane.dax.StaticDaxRegions;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code provider}: devices without a bus that hand regions to the dax bus, and take them away with the module. */
public final class RegionProvider implements KernelModule {

    public static final String NAME = "provider";

    private final List<StaticDaxRegion> fixed;
    private final List<DynamicDaxRegion> divisible;

    private RegionProvider(List<StaticDaxRegion> fixed, List<DynamicDaxRegion> divisible) {
        this.fixed = List.copyOf(fixed);
        this.divisible = List.copyOf(divisible);
    }

    public static RegionProvider of(StaticDaxRegion... regions) {
        return new RegionProvider(List.of(regions), List.of());
    }

    public static RegionProvider of(DynamicDaxRegion... regions) {
        return new RegionProvider(List.of(), List.of(regions));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        for (StaticDaxRegion region : fixed) {
            kernel.devices().register(new Parent(region.parentDirectory()));
            kernel.symbol(StaticDaxRegions.class).orElseThrow().add(region);
        }
        for (DynamicDaxRegion region : divisible) {
            kernel.devices().register(new Parent(region.parentDirectory()));
            kernel.symbol(DynamicDaxRegions.class).orElseThrow().add(region);
        }
    }

    @Override
    public void unload(Kernel kernel) {
        List<String> parents = new ArrayList<>();
        fixed.forEach(region -> parents.add(region.parentDirectory()));
        divisible.forEach(region -> parents.add(region.parentDirectory()));
        for (String parent : parents) {
            kernel.symbol(StaticDaxRegions.class).orElseThrow().remove(parent);
            kernel.devices().device(parent).ifPresent(kernel.devices()::unregister);
        }
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.devices().adopt(new Parent(document.value("core.parent") + "/" + document.value("core.name")), document);
    }

    private static final class Parent extends Device {

        private Parent(String directory) {
            super(directory.substring(directory.lastIndexOf('/') + 1), directory.substring(0, directory.lastIndexOf('/')), Optional.empty());
        }

        @Override
        public String owner() {
            return NAME;
        }

        @Override
        protected List<Attribute> attributes() {
            return List.of();
        }

        @Override
        protected Map<String, String> state() {
            return Map.of();
        }
    }
}
