package daxplane.tck;

import daxplane.dax.DynamicDaxRegion;
import daxplane.dax.DynamicDaxRegions;
import daxplane.dax.StaticDaxRegion;
import daxplane.dax.StaticDaxRegions;
import daxplane.kernel.KernelModule;
import daxplane.kernel.testing.ProviderModule;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The module {@code provider}, which hands memory to the dax bus as a driver of persistent or soft-reserved memory does.
 *
 * <pre>{@code
 *   var machine = TwoSocket.machine().module(new DaxModule()).module(RegionProvider.of(region)).module(new KmemModule())
 *           .boot(RegionProvider.NAME, "kmem");
 * }</pre>
 */
public final class RegionProvider {

    public static final String NAME = ProviderModule.NAME;

    private RegionProvider() {
    }

    public static KernelModule of(StaticDaxRegion... regions) {
        var byParent = byParent(StaticDaxRegion::parentDirectory, regions);
        return new ProviderModule(byParent.keySet().stream().toList(),
                (kernel, parent) -> kernel.symbol(StaticDaxRegions.class).orElseThrow().add(byParent.get(parent)),
                (kernel, parent) -> kernel.symbol(StaticDaxRegions.class).orElseThrow().remove(parent));
    }

    public static KernelModule of(DynamicDaxRegion... regions) {
        var byParent = byParent(DynamicDaxRegion::parentDirectory, regions);
        return new ProviderModule(byParent.keySet().stream().toList(),
                (kernel, parent) -> kernel.symbol(DynamicDaxRegions.class).orElseThrow().add(byParent.get(parent)),
                (kernel, parent) -> kernel.symbol(StaticDaxRegions.class).orElseThrow().remove(parent));
    }

    /** In the order in which they are named. */
    @SafeVarargs
    private static <R> Map<String, R> byParent(Function<R, String> parent, R... regions) {
        return Stream.of(regions).collect(Collectors.toMap(parent, region -> region, (_, second) -> second, java.util.LinkedHashMap::new));
    }
}
