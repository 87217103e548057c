package daxplane.events.desired;

import static daxplane.events.ledger.Pictures.DAX;
import static daxplane.events.ledger.Pictures.MACHINE;
import static daxplane.events.ledger.Pictures.NAMESPACE;
import static daxplane.events.ledger.Pictures.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.Dimm;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Zone;
import java.util.OptionalInt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects about which something can be decided: which there are, what they are called, how they are told. */
class ObjectsTest {

    private static final ObjectId REGION = new ObjectId(ObjectId.Kind.REGION, "ndbus0/region0");
    private static final ObjectId DIMM = new ObjectId(ObjectId.Kind.DIMM, "8680-56341200");

    @Test
    void aPictureHasItsDevicesNamespacesRegionsDimmsAndThePolicyInThisOrder() {
        assertThat(ManagedObjects.of(MACHINE).keySet()).containsExactly(OTHER, DAX, NAMESPACE, REGION, DIMM, ObjectId.AUTO_ONLINE);
        assertThat(ManagedObjects.of(MACHINE).values()).extracting(object -> object.name() + ": " + object.state().text()).containsExactly(
                "dax1.0: no driver", "dax0.0: devdax", "namespace0.0: devdax, 384 MiB", "region0: enabled", "nmem0: enabled", "auto_online_blocks: offline");
    }

    @Test
    void oneObjectIsTheSameAsAmongAll() {
        ManagedObjects.of(MACHINE).forEach((key, object) -> assertThat(ManagedObjects.of(MACHINE, key)).contains(object));
        assertThat(ManagedObjects.of(Inventory.EMPTY, DAX)).isEmpty();
        assertThat(ManagedObjects.of(Inventory.EMPTY, REGION)).isEmpty();
        assertThat(ManagedObjects.of(MACHINE, ObjectId.ofModule("device_dax")).orElseThrow().state()).isEqualTo(new State.Loaded());
        assertThat(ManagedObjects.of(MACHINE, ObjectId.ofModule("kmem"))).isEmpty();
    }

    @Test
    void aSeedOfNoBytesIsNothing() {
        var namespace = MACHINE.namespaces().get("namespace0.0");
        var seed = new Namespace("namespace0.1", "region0", Optional.empty(), "", 0, namespace.start(), Namespace.Mode.RAW, false,
                Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(ManagedObjects.of(MACHINE.change().put(seed).build())).hasSameSizeAs(ManagedObjects.of(MACHINE));
    }

    static Stream<Arguments> facts() {
        var picture = MACHINE;
        return Stream.of(
                Arguments.of(new Fact.DaxDeviceSeen(picture.daxDevices().get("dax0.0")), DAX),
                Arguments.of(new Fact.DaxDeviceGone("dax0.0"), DAX),
                Arguments.of(new Fact.DriverBound("dax1.0", "kmem"), OTHER),
                Arguments.of(new Fact.DriverUnbound("dax0.0", "device_dax"), DAX),
                Arguments.of(new Fact.BlocksAdded(new BlockRange(35, 9), 2), DAX),
                Arguments.of(new Fact.BlocksRemoved(new BlockRange(20, 14)), DAX),
                Arguments.of(new Fact.BlocksOnlined(new BlockRange(34, 1), Zone.MOVABLE), DAX),
                Arguments.of(new Fact.BlocksOfflined(new BlockRange(64, 1)), OTHER),
                Arguments.of(new Fact.NamespaceSeen(picture.namespaces().get("namespace0.0")), NAMESPACE),
                Arguments.of(new Fact.NamespaceGone("namespace0.0"), NAMESPACE),
                Arguments.of(new Fact.RegionSeen(picture.regions().get("region0")), REGION),
                Arguments.of(new Fact.RegionGone("region0"), REGION),
                Arguments.of(new Fact.DimmSeen(picture.dimms().get("nmem0")), DIMM),
                Arguments.of(new Fact.DimmGone("nmem0"), DIMM),
                Arguments.of(new Fact.PolicySeen(picture.policy()), ObjectId.AUTO_ONLINE),
                Arguments.of(new Fact.ModuleLoaded("kmem"), ObjectId.ofModule("kmem")),
                Arguments.of(new Fact.ModuleUnloaded("kmem"), ObjectId.ofModule("kmem")));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFactTouchesItsObject(Fact fact, ObjectId touched) {
        assertThat(ManagedObjects.touchedBy(fact, MACHINE)).containsExactly(touched);
    }

    @Test
    void factsAboutNothingWeKnowTouchNothing() {
        assertThat(Stream.of(new Fact.DaxDeviceGone("dax9.9"), new Fact.DriverBound("dax9.9", "kmem"), new Fact.BlocksAdded(new BlockRange(36, 28), 0),
                new Fact.NamespaceGone("namespace9.0"), new Fact.RegionGone("region9"), new Fact.DimmGone("nmem9"), new Fact.NodeGone(3),
                new Fact.MemTotalSeen(5), new Fact.IdAdded("kmem", "dax0.0"), new Fact.SettingSeen("/sys/x", "1")))
                .allSatisfy(fact -> assertThat(ManagedObjects.touchedBy(fact, MACHINE)).isEmpty());
    }

    @Test
    void aNamespaceWithoutALabelIsItsRegion() {
        var namespace = MACHINE.namespaces().get("namespace0.0");
        var unlabelled = new Namespace("namespace0.0", "region0", Optional.empty(), "", namespace.bytes(), namespace.start(), namespace.mode(), true,
                Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(ObjectId.of(MACHINE, unlabelled).identity()).isEqualTo("path:ndbus0/region0");
        assertThat(ObjectId.of(Inventory.EMPTY, unlabelled).identity()).as("of no region that is known").isEqualTo("path:namespace0.0");
    }

    @Test
    void objectsAreOrderedByKindAndThenByIdentity() {
        assertThat(OTHER).isLessThan(DAX);
        assertThat(DAX).isLessThan(NAMESPACE).isEqualByComparingTo(DAX);
        assertThat(ObjectId.ofModule("a")).isLessThan(ObjectId.ofModule("b")).isGreaterThan(ObjectId.AUTO_ONLINE);
    }

    @Test
    void aDeviceIsFoundByEachOfItsNames() {
        for (var name : new String[] {"dax0.0", "namespace0.0", "0F5A2B6C-6a5e-4a5c-8b5e-3a2f7d1c9e80", "7d1c9e80-6a5e-4a5c-8b5e-3a2f0f5a2b6c", "data"}) {
            assertThat(Names.resolve(MACHINE, name)).as(name).containsExactly("dax0.0");
        }
        assertThat(Names.resolve(MACHINE, "DATA")).as("names are as they were written").isEmpty();
        assertThat(Names.resolve(MACHINE, "")).isEmpty();
    }

    @Test
    void aNamespaceWithoutADeviceIsCalledByItsOwnName() {
        var namespace = MACHINE.namespaces().get("namespace0.0");
        var disk = new Namespace("namespace0.1", "region0", Optional.of("11111111-0000-4000-8000-000000000001"), "data", 4096, namespace.start(),
                Namespace.Mode.FSDAX, true, Optional.empty(), Optional.empty(), Optional.of("pmem0.1"));
        var picture = MACHINE.change().put(disk).build();
        assertThat(Names.resolve(picture, "pmem0.1")).containsExactly("namespace0.1");
        assertThat(Names.resolve(picture, "data")).as("two have the name").containsExactly("dax0.0", "namespace0.1");
    }

    @Test
    void statesAreToldInTheWordsOfOperators() {
        var blocks = new TreeMap<>(Map.of(1L, BlockTargets.Target.MOVABLE, 2L, BlockTargets.Target.KERNEL, 3L, BlockTargets.Target.OFFLINE));
        assertThat(new State.Dax(Optional.of("kmem"), blocks, false).text())
                .isEqualTo("system-ram, memory1 online in zone Movable, memory2 online in a kernel zone, memory3 offline");
        assertThat(new State.Dax(Optional.empty(), new TreeMap<>(), true).text()).isEqualTo("no driver, range leaked");
        assertThat(Stream.of("kmem", "dax_kmem", "device_dax", "dax_pmem", "mine").map(State.Dax::mode))
                .containsExactly("system-ram", "system-ram", "devdax", "devdax", "driver mine");
        assertThat(new State.OfNamespace(Namespace.Mode.RAW, 4096, false).text()).isEqualTo("raw, " + new ByteSize(4096) + ", disabled");
        assertThat(new State.OfRegion(false, true).text()).isEqualTo("disabled, read-only");
        assertThat(new State.OfDimm(false).text()).isEqualTo("disabled");
        assertThat(State.text(Optional.empty())).isEqualTo("absent");
        assertThat(State.text(List.of(new State.Loaded(), new State.Policy("online")))).isEqualTo("loaded; online");
    }

    /** CXL memory on kernels before 6.2 tells no id: a change of one is no change of the other. */
    @Test
    void twoDimmsWithoutAnIdAreTwo() {
        var one = new Dimm("nmem0", "", 0, true, false, true, false, OptionalInt.empty());
        var other = new Dimm("nmem1", "", 0, true, false, true, false, OptionalInt.empty());

        assertThat(ObjectId.of(one)).isNotEqualTo(ObjectId.of(other)).isEqualTo(ObjectId.of(new Dimm("nmem0", "", 0, false, false, false, false, OptionalInt.empty())));
        assertThat(ObjectId.of(new Dimm("nmem7", "8680-1", 0, true, false, true, false, OptionalInt.empty())).identity()).isEqualTo("8680-1");
    }
}
