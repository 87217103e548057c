package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CxlLabelTest {

    private final CxlLabel.OfNamespace namespace = new CxlLabel.OfNamespace(UUID.randomUUID(), "pool", 0, 1, 0, 0x10000000,
            0x20000000, 0, 1, UUID.randomUUID(), Abstraction.PFN.guid(), 4096);
    private final CxlLabel.OfRegion region = new CxlLabel.OfRegion(UUID.randomUUID(), 0, 2, 1, 0x10000000, 0x20000000, -1L, 1, 3, 1);

    @Test void readsWhatItWrites() {
        assertThat(CxlLabel.decode(namespace.encode())).contains(namespace);
        assertThat(CxlLabel.decode(region.encode())).contains(region);
        assertThat(namespace.abstraction()).isEqualTo(Abstraction.PFN);
    }

    /** CXL keeps identifiers in text order where labels of version 1.2 mix the bytes. */
    @Test void keepsIdentifiersInTextOrder() {
        byte[] bytes = namespace.encode();

        assertThat(UuidOrder.TEXT.read(bytes, 144)).isEqualTo(Abstraction.PFN.guid());
        assertThat(UuidOrder.MIXED.read(bytes, 144)).isNotEqualTo(Abstraction.PFN.guid());
    }

    @Property void doesNotReadOneWithAFlippedByte(@ForAll @IntRange(max = 255) int at, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] bytes = region.encode();
        bytes[at] ^= (byte) flip;

        assertThat(CxlLabel.decode(bytes)).isEmpty();
        assertThat(CxlLabel.decode(Arrays.copyOf(bytes, 128))).isEmpty();
    }

    @Test void isReportedWhenFoundInASlot() throws LabelException {
        byte[] area = new byte[131072];
        var change = new LabelStore.Blank(area.length, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO);
        change.applyTo(area);
        for (int slot = 0; slot < 2; slot++) {
            change = change.after().write(new NamespaceLabel(UUID.randomUUID(), "", 0, 1, 0, 1, 512, 0, 1, 0, 0,
                    MemoryType.PERSISTENT.guid(), UuidOrder.NIL), List.of());
            change.applyTo(area);
        }
        new AreaWrite(512, namespace.encode()).applyTo(area);
        new AreaWrite(512 + 256, region.encode()).applyTo(area);

        assertThat(LabelStore.read(AreaSource.of(area)).findings())
                .contains(new Finding.CxlLabelFound(0, namespace), new Finding.CxlLabelFound(1, region));
    }

    @Property void ordersOfIdentifiersAreInverse(@ForAll long high, @ForAll long low, @ForAll UuidOrder order) {
        byte[] bytes = new byte[20];
        order.write(new UUID(high, low), bytes, 3);

        assertThat(order.read(bytes, 3)).isEqualTo(new UUID(high, low));
    }

    @Test void mixesTheOrderAsThePublishedGuidsDo() {
        byte[] bytes = new byte[16];
        UuidOrder.MIXED.write(Abstraction.BTT.guid(), bytes, 0);

        assertThat(java.util.HexFormat.of().formatHex(bytes)).isEqualTo("a263ed8aa229664c8b12f05d15d3922a");
    }
}
