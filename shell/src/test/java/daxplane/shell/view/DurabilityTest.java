package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.platform.Persistence;
import daxplane.host.platform.Persistence.Domain;
import daxplane.host.platform.Platform;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Inventory;
import daxplane.inventory.InventoryBuilder;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What makes something durable, and what a loss of power would take now. */
class DurabilityTest {

    private static Namespace namespace(Namespace.Mode mode) {
        return new Namespace("namespace0.0", "region0", Optional.of("u"), "", 512L << 20, OptionalLong.of(0x100000000L), mode, true, Optional.empty(), Optional.empty(),
                mode == Namespace.Mode.DEVDAX ? Optional.empty() : Optional.of("pmem0"));
    }

    private static DaxDevice device(String driver) {
        return new DaxDevice("dax0.0", "/ndbus0/region0/dax0.0", Optional.of("namespace0.0"), "uuid:u", List.of(new AddressRange(0x100000000L, 0x120000000L)), 512L << 20, 2 << 20,
                Optional.of(driver), OptionalInt.of(0), OptionalInt.of(2), false);
    }

    private static InventoryBuilder picture(Region.Mapping... mappings) {
        return Inventory.EMPTY.change().put(new Region("region0", "/ndbus0/region0", AddressRange.ofSize(0x100000000L, 2L << 30), true, true, false, 1 << 24, 0, 0, 1,
                OptionalInt.of(0), OptionalInt.of(2), List.of(mappings)));
    }

    private static InventoryBuilder withDimm() {
        return picture(new Region.Mapping("nmem0", 0, 2L << 30, 0));
    }

    private static Platform platform(Domain domain, boolean deepFlush) {
        return new Platform(new TreeMap<>(), new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>(Map.of("region0", new Persistence(domain, deepFlush))));
    }

    @ParameterizedTest
    @CsvSource({"CPU_CACHE,fence (SFENCE) behind them is enough", "MEMORY_CONTROLLER,CLWB or CLFLUSHOPT", "UNKNOWN,does not say that this is enough"})
    void whatStoresNeedFollowsFromThePersistenceDomain(Domain domain, String said) {
        assertThat(Durability.of(withDimm().build(), platform(domain, false), namespace(Namespace.Mode.DEVDAX))).singleElement().asString().contains(said);
    }

    @Test
    void buffersBehindTheControllerAreTold() {
        assertThat(Durability.of(withDimm().build(), platform(Domain.MEMORY_CONTROLLER, true), namespace(Namespace.Mode.DEVDAX))).last().asString().contains("deep_flush of region0");
    }

    @ParameterizedTest
    @CsvSource({"RAW,half new", "SECTOR,whole", "FSDAX,MAP_SYNC"})
    void eachModeHasItsOwnPromise(Namespace.Mode mode, String said) {
        assertThat(Durability.of(withDimm().build(), platform(Domain.MEMORY_CONTROLLER, false), namespace(mode))).first().asString().contains("fsync").contains(said);
    }

    @Test
    void aDiskThatWritesNoCachesBackIsTold() {
        var picture = withDimm().set("/sys/block/pmem0/dax/write_cache", "0").build();

        assertThat(Durability.of(picture, platform(Domain.MEMORY_CONTROLLER, false), namespace(Namespace.Mode.FSDAX))).last().asString().contains("write_cache is 0");
    }

    @Test
    void nothingInRamIsDurableAndNothingOfItIsGone() {
        var picture = withDimm().put(namespace(Namespace.Mode.DEVDAX)).build();
        var platform = platform(Domain.MEMORY_CONTROLLER, false);

        assertThat(Durability.of(picture, platform, device("kmem"))).anyMatch(line -> line.contains("is RAM")).anyMatch(line -> line.contains("stays readable"));
        assertThat(Durability.lost(picture, platform, device("kmem"))).singleElement().asString().startsWith("everything").contains("bytes stay");
    }

    @Test
    void aLossOfPowerTakesWhatUsersHaveOnItsWay() {
        var picture = withDimm().put(namespace(Namespace.Mode.FSDAX));
        var platform = platform(Domain.MEMORY_CONTROLLER, false);

        assertThat(Durability.lost(picture.build(), platform, namespace(Namespace.Mode.FSDAX))).containsExactly("nothing: nobody uses it now");
        picture.addUse(new DeviceUse("pmem0", DeviceUse.Kind.MOUNTED, 0, "ext4 on /mnt"));
        assertThat(Durability.lost(picture.build(), platform, namespace(Namespace.Mode.FSDAX))).singleElement().asString().contains("not written back", "not synced", "one user");
        assertThat(Durability.lost(picture.build(), platform(Domain.CPU_CACHE, false), namespace(Namespace.Mode.FSDAX))).singleElement().asString().contains("on its way");
    }

    @Test
    void whatIsNotArmedMayLoseEverything() {
        var picture = withDimm().set("/sys/bus/nd/devices/nmem0/nfit/flags", "save_fail not_armed").build();

        assertThat(Durability.lost(picture, platform(Domain.MEMORY_CONTROLLER, false), namespace(Namespace.Mode.RAW))).first().asString().startsWith("everything, perhaps: nmem0 is not armed");
    }

    @Test
    void memoryWithoutDimmsPromisesNothing() {
        assertThat(Durability.lost(picture().build(), platform(Domain.UNKNOWN, false), namespace(Namespace.Mode.RAW))).first().asString().contains("no DIMM is behind region0");
    }

    /** Of the past nothing is told: nobody recorded it. */
    @ParameterizedTest
    @EnumSource(Namespace.Mode.class)
    void nothingIsSaidWithoutTheFirmware(Namespace.Mode mode) {
        assertThat(Durability.of(withDimm().build(), Platform.UNKNOWN, namespace(mode))).isEmpty();
        assertThat(Durability.lost(withDimm().build(), Platform.UNKNOWN, namespace(mode))).isEmpty();
    }
}
