package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: an answer, without exception, loop or unbounded memory. */
class HostileAreasTest {

    @Property void readsRandomBytes(@ForAll @IntRange(max = 70_000) int length, @ForAll long seed) {
        byte[] area = new byte[length];
        new Random(seed).nextBytes(area);

        assertThat(LabelStore.read(AreaSource.of(area))).isInstanceOf(LabelStore.Blank.class);
    }

    @Property void readsDamagedAreasOfRealMachines(@ForAll int which, @ForAll long seed, @ForAll boolean repairChecksums,
            @ForAll @IntRange(max = 131072) int length) {
        Random random = new Random(seed);
        byte[] area = Arrays.copyOf(RecordedAreasTest.anyArea(which), length);
        for (int i = 0; i < 1 + random.nextInt(8) && length > 0; i++) {
            area[random.nextInt(Math.min(length, random.nextBoolean() ? 2048 : length))] = (byte) random.nextInt();
        }
        if (repairChecksums && length >= 4096) {
            repair(area, 0, 256, 64);
            repair(area, 256, 256, 64);
            for (int slot = 0; slot < 8; slot++) {
                repair(area, 512 + slot * 256, 256, 248);
            }
        }

        LabelStore store = LabelStore.read(AreaSource.of(area));

        store.findings().forEach(finding -> assertThat(finding.text()).isNotBlank());
        if (store instanceof LabelStore.Labelled labelled) {
            assertThat(labelled.layout().labelOffset(labelled.index().slots())).isLessThanOrEqualTo(length);
            assembles(labelled);
        }
    }

    @Test void doesNotBelieveASlotNumberThatOverflows() {
        byte[] area = RecordedAreasTest.anyArea(0);
        for (int slots : new int[] {-1, Integer.MAX_VALUE, 1 << 24, 511, 1_000_000}) {
            ByteBuffer.wrap(area).order(ByteOrder.LITTLE_ENDIAN).putInt(56, slots).putInt(256 + 56, slots);
            repair(area, 0, 256, 64);
            repair(area, 256, 256, 64);

            assertThat(LabelStore.read(AreaSource.of(area)).findings())
                    .contains(new Finding.IndexInvalid(0, LabelFormat.V1_2, IndexFault.SLOTS));
        }
    }

    @Test void namesOverlapsDuplicatesAndImpossibleExtents() throws LabelException {
        var store = new LabelStore.Blank(4096, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ONE).after();
        byte[] area = new byte[4096];
        new LabelStore.Blank(4096, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ONE).applyTo(area);
        long[][] extents = {{1, 0, 0x3000}, {2, 0x1000, 0x1000}, {3, 0x2000, 0x2000}, {3, 0x8000, 0}, {4, -0x1000L, 0x2000}};
        for (long[] extent : extents) {
            LabelChange change = store.write(new NamespaceLabel(new UUID(0, extent[0]), "", 0, 1, 0, 7, 512, extent[1], extent[2], 0,
                    0, MemoryType.PERSISTENT.guid(), UUID.randomUUID()), List.of());
            change.applyTo(area);
            store = change.after();
        }

        assertThat(LabelStore.read(AreaSource.of(area)).findings()).contains(new Finding.Overlap(0, 1), new Finding.Overlap(0, 2),
                new Finding.DuplicateUuid(2, 3, new UUID(0, 3)), new Finding.ImpossibleExtent(4))
                .filteredOn(Finding.UnknownAbstraction.class::isInstance).hasSize(5);
    }

    private static void assembles(LabelStore.Labelled store) {
        var mapping = new InterleaveSet.Mapping(0, 1L << 30, store);
        var set = new InterleaveSet(List.of(mapping, mapping), InterleaveCookie.constant(0xba90120012b4dcL),
                MemoryType.PERSISTENT.guid());
        assertThat(set.assemble()).isNotNull();
        assertThat(new InterleaveSet(List.of(mapping), set.cookie(), set.type()).assemble()).isNotNull();
    }

    private static void repair(byte[] area, int offset, int length, int field) {
        ByteBuffer.wrap(area).order(ByteOrder.LITTLE_ENDIAN).putLong(offset + field, Fletcher64.of(area, offset, length, field));
    }
}
