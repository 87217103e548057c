package daxplane.inventory;

import static daxplane.inventory.Zone.MOVABLE;
import static daxplane.inventory.Zone.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Facts: {@link Difference} finds them, {@link Fold} applies them. */
class FactsTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void applyingTheDifferenceGivesTheOtherPicture(@ForAll("pictures") Inventory one, @ForAll("pictures") Inventory other) {
        assertThat(Fold.apply(one, Difference.between(one, other))).isEqualTo(other);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void applyingFactsOneByOneIsApplyingThemTogether(@ForAll("pictures") Inventory one, @ForAll("pictures") Inventory other) {
        var stepwise = one;
        for (Fact fact : Difference.between(one, other)) {
            stepwise = Fold.apply(stepwise, fact);
        }

        assertThat(stepwise).isEqualTo(other);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aPictureDoesNotDifferFromItselfNorFromItsCopy(@ForAll("pictures") Inventory picture) {
        var rebuilt = Fold.apply(Inventory.EMPTY, Difference.between(Inventory.EMPTY, picture));

        assertThat(Difference.between(picture, picture)).isEmpty();
        assertThat(Difference.between(picture, rebuilt)).isEmpty();
    }

    /** Facts about different objects may come in any order: what concurrent changes do must not depend on who is seen first. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void factsAboutDifferentObjectsCommute(@ForAll("pictures") Inventory one, @ForAll("pictures") Inventory other,
            @ForAll Random random) {
        var byObject = Difference.between(one, other).stream().collect(Collectors.groupingBy(FactsTest::objectOf));
        var groups = new ArrayList<>(byObject.values());
        Collections.shuffle(groups, random);

        assertThat(Fold.apply(one, groups.stream().flatMap(List::stream).toList())).isEqualTo(other);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatLetsGoComesBeforeWhatTakes(@ForAll("pictures") Inventory one, @ForAll("pictures") Inventory other) {
        assertThat(Difference.between(one, other).stream().map(FactsTest::takes)).isSorted();
    }

    @Test
    void reboundDeviceLetsGoFirst() {
        var before = new Given().device("dax0.0", "device_dax").picture();
        var after = new Given().device("dax0.0", "kmem").picture();

        assertThat(Difference.between(before, after)).containsExactly(
                new Fact.DriverUnbound("dax0.0", "device_dax"), new Fact.DriverBound("dax0.0", "kmem"));
    }

    @Test
    void anotherIdentityIsAnotherDevice() {
        var before = new Given().device("dax0.0", "kmem").picture();
        var renumbered = before.daxDevices().get("dax0.0");
        var namesake = new DaxDevice("dax0.0", renumbered.regionPath(), renumbered.namespace(), "uuid:other", List.of(), 0, 0,
                Optional.of("kmem"), OptionalInt.empty(), OptionalInt.empty(), false);

        assertThat(Difference.between(before, before.change().put(namesake).build())).containsExactly(
                new Fact.DriverUnbound("dax0.0", "kmem"), new Fact.DaxDeviceGone("dax0.0"),
                new Fact.DaxDeviceSeen(namesake.unbound()), new Fact.DriverBound("dax0.0", "kmem"));
    }

    @Test
    void neighbouringBlocksWithOneFateAreOneFact() {
        var before = new Given().block(32, 2, Optional.of(NORMAL)).picture();
        var after = new Given().block(33, 2, Optional.of(MOVABLE)).block(34, 2, Optional.of(MOVABLE)).block(35, 2, Optional.of(NORMAL))
                .block(36, 3, Optional.of(NORMAL)).block(40, 3, Optional.empty()).picture();

        assertThat(Difference.between(before, after)).containsExactly(
                new Fact.BlocksOfflined(new BlockRange(32, 1)), new Fact.BlocksRemoved(new BlockRange(32, 1)),
                new Fact.BlocksAdded(new BlockRange(33, 3), 2), new Fact.BlocksAdded(new BlockRange(36, 1), 3),
                new Fact.BlocksAdded(new BlockRange(40, 1), 3),
                new Fact.BlocksOnlined(new BlockRange(33, 2), MOVABLE), new Fact.BlocksOnlined(new BlockRange(35, 2), NORMAL));
    }

    @Test
    void aBlockThatChangesItsZoneWasOfflineInBetween() {
        var before = new Given().block(33, 2, Optional.of(NORMAL)).picture();
        var after = new Given().block(33, 2, Optional.of(MOVABLE)).picture();

        assertThat(Difference.between(before, after)).containsExactly(
                new Fact.BlocksOfflined(new BlockRange(33, 1)), new Fact.BlocksOnlined(new BlockRange(33, 1), MOVABLE));
    }

    @Test
    void releasesRangesFromTheInsideOutAndReservesThemFromTheOutsideIn() {
        var outer = new Reservation(new AddressRange(0x108000000L, 0x120000000L), 1, "dax0.0");
        var inner = new Reservation(outer.range(), 2, "System RAM (kmem)");
        var plugged = Inventory.EMPTY.change().addReservation(inner).addReservation(outer).build();

        assertThat(Difference.between(plugged, Inventory.EMPTY)).containsExactly(
                new Fact.RangeReleased(inner), new Fact.RangeReleased(outer));
        assertThat(Difference.between(Inventory.EMPTY, plugged)).containsExactly(
                new Fact.RangeReserved(outer), new Fact.RangeReserved(inner));
    }

    @Test
    void refusesFactsThatContradictThePicture() {
        var picture = new Given().device("dax0.0", "kmem").block(33, 2, Optional.of(MOVABLE)).block(34, 2, Optional.empty()).picture()
                .change().addModule("kmem").addId("kmem", "dax0.0").build();
        var reservation = new Reservation(new AddressRange(0, 1), 0, "dax0.0");
        var present = picture.change().addReservation(reservation).build();

        var contradictions = List.of(new Fact.DimmGone("nmem0"), new Fact.RegionGone("region0"), new Fact.NamespaceGone("namespace0.0"),
                new Fact.DaxDeviceGone("dax1.0"), new Fact.NodeGone(2), new Fact.DriverBound("dax1.0", "kmem"),
                new Fact.DriverBound("dax0.0", "device_dax"), new Fact.DriverUnbound("dax0.0", "device_dax"),
                new Fact.DriverUnbound("dax1.0", "kmem"), new Fact.BlocksAdded(new BlockRange(32, 2), 2),
                new Fact.BlocksRemoved(new BlockRange(34, 2)), new Fact.BlocksOnlined(new BlockRange(33, 2), MOVABLE),
                new Fact.BlocksOfflined(new BlockRange(33, 2)), new Fact.BlocksOfflined(new BlockRange(35, 1)),
                new Fact.ModuleLoaded("kmem"), new Fact.ModuleUnloaded("nfit"), new Fact.RangeReleased(reservation),
                new Fact.IdAdded("kmem", "dax0.0"), new Fact.IdRemoved("device_dax", "dax0.0"),
                new Fact.SettingGone("/sys/bus/nd/devices/btt0.0/uuid"), new Fact.LabelAreaGone("nmem0"),
                new Fact.LabelAreaWritten("nmem0", 4, List.of(new LabelExtent(3, new byte[2]))), new Fact.LabelAreaWritten("nmem0", 0, List.of()),
                new Fact.LabelAreaWritten("nmem0", LabelArea.MOST_BYTES + 1, List.of()));

        for (Fact fact : contradictions) {
            assertThatThrownBy(() -> Fold.apply(picture, fact)).as("%s", fact)
                    .isInstanceOf(FactDoesNotFit.class).hasMessageContaining(fact.toString());
        }
        assertThatThrownBy(() -> Fold.apply(present, new Fact.RangeReserved(reservation))).isInstanceOf(FactDoesNotFit.class);
    }

    @Test
    void oneBlockAmongFiftyThousandIsFoundAndFoldedWithoutLookingAtTheOthers() {
        var builder = Inventory.EMPTY.change();
        LongStream.range(0, 50_000).forEach(number -> builder.put(MemoryBlock.added(number, OptionalInt.of(2))));
        var before = builder.build();

        var after = Fold.apply(before, new Fact.BlocksOnlined(new BlockRange(31_337, 1), MOVABLE));

        assertThat(Difference.between(before, after)).containsExactly(new Fact.BlocksOnlined(new BlockRange(31_337, 1), MOVABLE));
        assertThat(after.blocks().get(31_336L)).isSameAs(before.blocks().get(31_336L));
        assertThat(after.dimms()).isSameAs(before.dimms());
    }

    @Provide
    static Arbitrary<Inventory> pictures() {
        return Pictures.any();
    }

    private static Object objectOf(Fact fact) {
        return switch (fact) {
            case Fact.DimmSeen(var dimm) -> dimm.name();
            case Fact.DimmGone(var name) -> name;
            case Fact.RegionSeen(var region) -> region.name();
            case Fact.RegionGone(var name) -> name;
            case Fact.NamespaceSeen(var namespace) -> namespace.name();
            case Fact.NamespaceGone(var name) -> name;
            case Fact.DaxDeviceSeen(var device) -> device.name();
            case Fact.DaxDeviceGone(var name) -> name;
            case Fact.DriverBound(var device, _) -> device;
            case Fact.DriverUnbound(var device, _) -> device;
            case Fact.BlocksAdded _, Fact.BlocksRemoved _, Fact.BlocksOnlined _, Fact.BlocksOfflined _ -> "blocks";
            case Fact.NodeSeen(var node) -> node.id();
            case Fact.NodeGone(var id) -> id;
            case Fact.ModuleLoaded(var module) -> "module " + module;
            case Fact.ModuleUnloaded(var module) -> "module " + module;
            case Fact.PolicySeen _ -> "policy";
            case Fact.MemTotalSeen _ -> "total";
            case Fact.RangeReserved(var reservation) -> reservation;
            case Fact.RangeReleased(var reservation) -> reservation;
            case Fact.IdAdded(var driver, var device) -> Set.copyOf(new HashSet<>(List.of(driver, device)));
            case Fact.IdRemoved(var driver, var device) -> Set.copyOf(new HashSet<>(List.of(driver, device)));
            case Fact.SettingSeen(var path, _) -> path;
            case Fact.SettingGone(var path) -> path;
            case Fact.DiskSeen(var disk) -> disk.name();
            case Fact.DiskGone(var name) -> name;
            case Fact.DeviceHeld(var use) -> use;
            case Fact.DeviceLetGo(var use) -> use;
            case Fact.LabelAreaWritten(var dimm, _, _) -> "labels of " + dimm;
            case Fact.LabelAreaGone(var dimm) -> "labels of " + dimm;
        };
    }

    private static int takes(Fact fact) {
        return switch (fact) {
            case Fact.DimmGone _, Fact.RegionGone _, Fact.NamespaceGone _, Fact.DaxDeviceGone _, Fact.DriverUnbound _,
                 Fact.BlocksRemoved _, Fact.BlocksOfflined _, Fact.NodeGone _, Fact.ModuleUnloaded _, Fact.RangeReleased _,
                 Fact.IdRemoved _, Fact.SettingGone _, Fact.DiskGone _, Fact.DeviceLetGo _, Fact.LabelAreaGone _ -> 0;
            case Fact.DimmSeen _, Fact.RegionSeen _, Fact.NamespaceSeen _, Fact.DaxDeviceSeen _, Fact.DriverBound _,
                 Fact.BlocksAdded _, Fact.BlocksOnlined _, Fact.NodeSeen _, Fact.ModuleLoaded _, Fact.PolicySeen _,
                 Fact.MemTotalSeen _, Fact.RangeReserved _, Fact.IdAdded _, Fact.SettingSeen _, Fact.DiskSeen _, Fact.DeviceHeld _, Fact.LabelAreaWritten _ -> 1;
        };
    }
}
