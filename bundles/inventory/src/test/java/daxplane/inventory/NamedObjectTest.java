package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every name that a listing prints stands for something. */
class NamedObjectTest {

    private static final Inventory PICTURE = Inventory.EMPTY.change()
            .policy(new MemoryPolicy(128L << 20, "online", "", ""))
            .put(new Dimm("nmem0", "8680-56341200", 1, true, true, true, false, OptionalInt.of(3)))
            .put(new Region("region0", "/path/region0", AddressRange.ofSize(0x100000000L, 1L << 30), true, true, false, 1 << 24, 0, 0, 0,
                    OptionalInt.of(0), OptionalInt.of(2), List.of()))
            .put(new Namespace("namespace0.1", "region0", Optional.of("0000000A-0000-4000-8000-000000000001"), "data", 1 << 28, OptionalLong.empty(),
                    Namespace.Mode.SECTOR, true, Optional.of("btt0.0"), Optional.of("00000000-0000-4000-8000-00000000000b"), Optional.of("pmem0.1s")))
            .put(new DaxDevice("dax0.0", "/path/dax", Optional.empty(), "path:/path/dax#0", List.of(AddressRange.ofSize(0x108000000L, 3L << 27)),
                    3L << 27, 2 << 20, Optional.of("device_dax"), OptionalInt.of(0), OptionalInt.of(5), false))
            .put(new MemoryBlock(0, OptionalInt.of(0), Optional.of(Zone.NORMAL)))
            .put(new MemoryBlock(1, OptionalInt.of(0), Optional.empty()))
            .put(new Node(0, "0-3", true, 1024, Optional.empty()))
            .addModule("nd_pmem")
            .build();

    @ParameterizedTest
    @CsvSource({
        "dax0.0, OfDaxDevice", "/dev/dax0.0, OfDaxDevice", "namespace0.1, OfNamespace", "pmem0.1s, OfNamespace", "/dev/pmem0.1s, OfNamespace",
        "data, OfNamespace", "0000000a-0000-4000-8000-000000000001, OfNamespace", "00000000-0000-4000-8000-00000000000B, OfNamespace",
        "btt0.0, OfNamespace", "region0, OfRegion", "nmem0, OfDimm", "8680-56341200, OfDimm", "memory0, OfBlocks", "memory0-1, OfBlocks",
        "memory33, OfBlocks", "memory33-35, OfBlocks", "node0, OfNode", "node2, OfNode", "node5, OfNode", "nd_pmem, OfModule",
        "auto_online_blocks, OfAutoOnline", "0x108000000, OfAddress", "0xffffffffffffffff, OfAddress",
    })
    void knowsEveryNameThatAListingPrints(String name, String kind) {
        assertThat(NamedObject.find(PICTURE, name)).as(name).hasValueSatisfying(found -> assertThat(found.getClass().getSimpleName()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dev/", "dax9.9", "memory2", "memory1-2", "memory1-0", "memory35-36", "memory", "memory99999999999999999999", "node1", "node",
        "node99999999", "0x", "0x10000000000000000", "kmem", "DATA", "108000000"})
    void doesNotKnowWhatIsNotThere(String name) {
        assertThat(NamedObject.find(PICTURE, name)).isEmpty();
    }

    @Test
    void aNodeThatNothingHasComeToYetIsKnownByItsNumber() {
        assertThat(NamedObject.find(PICTURE, "node2")).contains(new NamedObject.OfNode(2, Optional.empty()));
    }
}
