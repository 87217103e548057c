package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daxplane.inventory.AddressSpace.Use;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every byte of the address space is something. */
class AddressSpaceTest {

    private static final AddressRange DEVICE = new AddressRange(0x100a00000L, 0x11fe00000L);
    private static final AddressRange RAM = new AddressRange(0x108000000L, 0x118000000L);

    private static Given machine() {
        return new Given()
                .region(new Region("region0", "/bus/region0", AddressRange.ofSize(0x100000000L, 2L << 30), true, true, false, 1 << 24, 1, 1, 1, OptionalInt.empty(),
                        OptionalInt.empty(), List.of()))
                .namespace(new Namespace("namespace0.0", "region0", Optional.empty(), "", 512L << 20, OptionalLong.of(0x100000000L), Namespace.Mode.DEVDAX, true, Optional.empty(),
                        Optional.empty(), Optional.empty()))
                .namespace(new Namespace("namespace0.1", "region0", Optional.empty(), "", 256L << 20, OptionalLong.of(0x120000000L), Namespace.Mode.FSDAX, true, Optional.empty(),
                        Optional.empty(), Optional.of("pmem0.1")));
    }

    private static Use use(Inventory picture, long address) {
        return AddressSpace.of(picture).at(address).use();
    }

    @Test
    void tellsMetadataOwnersRemaindersAndFreeSpaceApart() {
        var picture = machine().device("dax0.0", "device_dax", DEVICE).picture();

        assertThat(AddressSpace.of(picture).spans()).extracting(AddressSpace.Span::range, AddressSpace.Span::use, AddressSpace.Span::object).containsExactly(
                tuple(new AddressRange(0, 0x100000000L), Use.NOTHING, ""),
                tuple(new AddressRange(0x100000000L, 0x100a00000L), Use.METADATA, "namespace0.0"),
                tuple(DEVICE, Use.OWNED, "dax0.0"),
                tuple(new AddressRange(0x11fe00000L, 0x120000000L), Use.LOST, "namespace0.0"),
                tuple(new AddressRange(0x120000000L, 0x120002000L), Use.METADATA, "namespace0.1"),
                tuple(new AddressRange(0x120002000L, 0x130000000L), Use.OWNED, "namespace0.1"),
                tuple(new AddressRange(0x130000000L, 0x180000000L), Use.FREE, "region0"),
                tuple(new AddressRange(0x180000000L, 0), Use.NOTHING, ""));
    }

    @Test
    void whatFillsNoWholeBlockIsLostToTheKernel() {
        var picture = machine().device("dax0.0", "kmem", DEVICE).picture();

        assertThat(use(picture, 0x100a00000L)).isEqualTo(Use.LOST);
        assertThat(use(picture, 0x107ffffffL)).isEqualTo(Use.LOST);
        assertThat(use(picture, 0x108000000L)).isEqualTo(Use.OWNED);
        assertThat(use(picture, 0x117ffffffL)).isEqualTo(Use.OWNED);
        assertThat(use(picture, 0x118000000L)).isEqualTo(Use.LOST);
    }

    @Test
    void tellsLeaksOrdinaryMemoryAndWhatTheFirmwareSetAside() {
        var picture = machine().device("dax0.0", "", DEVICE).reserved(RAM, 1, "dax0.0").reserved(RAM, 2, "System RAM (kmem)")
                .reserved(new AddressRange(0x200000000L, 0x210000000L), 0, "Soft Reserved").block(0, 0, Optional.of(Zone.NORMAL)).picture();

        assertThat(use(picture, 0x108000000L)).isEqualTo(Use.LEAKED);
        assertThat(use(picture, 0x118000000L)).isEqualTo(Use.OWNED);
        assertThat(use(picture, 0)).isEqualTo(Use.ORDINARY);
        assertThat(use(picture, 128 << 20)).isEqualTo(Use.NOTHING);
        assertThat(use(picture, 0x200000000L)).isEqualTo(Use.FIRMWARE);
        assertThat(use(picture, -1)).isEqualTo(Use.NOTHING);
    }

    @Property(tries = 200)
    void leavesNoByteOutAndTellsNoneTwice(@ForAll("pictures") Inventory picture) {
        var spans = AddressSpace.of(picture).spans();

        assertThat(spans.getFirst().range().start()).isZero();
        assertThat(spans.getLast().range().end()).as("2^64").isZero();
        for (int at = 1; at < spans.size(); at++) {
            assertThat(spans.get(at).range().start()).isEqualTo(spans.get(at - 1).range().end()).isNotZero();
            assertThat(AddressSpace.of(picture).at(spans.get(at).range().start())).isEqualTo(spans.get(at));
            assertThat(AddressSpace.of(picture).at(spans.get(at).range().start() - 1)).isEqualTo(spans.get(at - 1));
        }
    }

    @Provide
    Arbitrary<Inventory> pictures() {
        return Pictures.any();
    }
}
