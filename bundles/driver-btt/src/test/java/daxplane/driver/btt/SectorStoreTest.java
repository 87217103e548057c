package daxplane.driver.btt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import daxplane.nvdimm.translation.BlockTranslation.Configuration;
import daxplane.driver.btt.MemoryMedium.Write;
import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.labels.UuidOrder;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.translation.BlockTranslation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sectors that are written as a whole or not at all. docs/kernel/namespaces.md 4. */
class SectorStoreTest {

    private static final long MIB = 1 << 20;
    private static final UUID OWN = UUID.fromString("f0d64d51-7ad4-44e2-8757-6b8e8e4f7500");

    private final Kernel kernel = mock(Kernel.class);
    private final BttExports translation = new BttExports(kernel);

    @ParameterizedTest
    @ValueSource(longs = {512, 520, 528, 4096, 4104, 4160, 4224})
    void keepsWhatWasWritten(long sectorBytes) throws KernelException {
        MemoryMedium medium = new MemoryMedium(64 * MIB);
        SectorStore store = translation.attach(medium, configuration(sectorBytes));
        int shown = sectorBytes < 4096 ? 512 : 4096;
        byte[] text = filled(2 * shown, 7);

        store.write(3L * shown, text);
        SectorStore reopened = translation.reopen(medium, configuration(sectorBytes));

        assertThat(reopened.sectorBytes()).isEqualTo(shown);
        assertThat(reopened.bytes()).isEqualTo(BttGeometry.of(64 * MIB, sectorBytes).orElseThrow().sectors() * shown);
        assertThat(reopened.read(3L * shown, 2 * shown)).isEqualTo(text);
        assertThat(reopened.read(0, shown)).containsOnly(0);
        verify(kernel).log(6, "nd_pmem btt0.0: No existing arenas");
    }

    @Test void spansArenas() throws KernelException {
        MemoryMedium medium = new MemoryMedium(BttGeometry.LARGEST_ARENA + 16 * MIB);
        SectorStore store = translation.attach(medium, configuration(4096));
        long border = BttGeometry.of(BttGeometry.LARGEST_ARENA, 4096).orElseThrow().sectors() * 4096;

        store.write(border - 4096, filled(8192, 9));

        assertThat(translation.reopen(medium, configuration(4096)).read(border - 4096, 8192)).isEqualTo(filled(8192, 9));
        assertThatThrownBy(() -> store.read(store.bytes(), 4096)).isInstanceOf(KernelException.class)
                .extracting("errno").isEqualTo(Errno.EIO);
    }

    @Property(tries = 40)
    void aCutReadsAsBeforeOrAfter(@ForAll @Size(min = 1, max = 6) List<@IntRange(max = 3) Integer> sectors, @ForAll long seed)
            throws KernelException {
        Random random = new Random(seed);
        MemoryMedium medium = new MemoryMedium(16 * MIB);
        SectorStore store = translation.attach(medium, configuration(512));
        for (int i = 0; i < sectors.size(); i++) {
            long at = sectors.get(i) * 512L;
            byte[] old = store.read(at, 512);
            byte[] fresh = filled(512, i + 1);
            MemoryMedium before = medium.copy();
            medium.writes.clear();
            store.write(at, fresh);
            for (int cut = 0; cut <= medium.writes.size(); cut++) {
                MemoryMedium media = cutAt(before, medium.writes, cut, random);
                SectorStore recovered = translation.attach(media, configuration(512));
                assertThat(recovered.read(at, 512)).isIn(old, fresh);
                assertThat(recovered.read(4 * 512, 512)).as("a sector that nobody touched").containsOnly(0);
                assertEachBlockHasOneOwner(media);
                recovered.write(at, filled(512, 99));
                assertThat(recovered.read(at, 512)).isEqualTo(filled(512, 99));
            }
        }
    }

    private static MemoryMedium cutAt(MemoryMedium before, List<Write> writes, int cut, Random random) {
        MemoryMedium media = before.copy();
        writes.subList(0, cut).forEach(write -> media.write(write.offset(), write.bytes()));
        if (cut < writes.size()) {
            Write torn = writes.get(cut);
            for (int word = 0; word < torn.bytes().length; word += 8) {
                if (random.nextBoolean()) {
                    media.write(torn.offset() + word, Arrays.copyOfRange(torn.bytes(), word, Math.min(word + 8, torn.bytes().length)));
                }
            }
        }
        return media;
    }

    /** Invariant of docs/kernel/operations.md: the map and the free blocks of the lanes are all blocks, each once. */
    private static void assertEachBlockHasOneOwner(MemoryMedium medium) throws KernelException {
        BttGeometry geometry = BttGeometry.of(16 * MIB, 512).orElseThrow();
        ByteBuffer map = ByteBuffer.wrap(medium.read(geometry.mapOffset(), (int) geometry.sectors() * 4)).order(ByteOrder.LITTLE_ENDIAN);
        BitSet owned = new BitSet();
        for (int sector = 0; sector < geometry.sectors(); sector++) {
            int raw = map.getInt(4 * sector);
            owned.set((raw & 0xc000_0000) == 0 ? sector : raw & 0x3fff_ffff);
        }
        assertThat(owned.cardinality()).isEqualTo((int) geometry.sectors());
        LaneLog log = LaneLog.open(medium, geometry.logOffset());
        for (int lane = 0; lane < BttGeometry.RESERVE; lane++) {
            owned.set((int) log.lane(lane).newest().oldBlock());
        }
        assertThat(owned.cardinality()).isEqualTo((int) geometry.blocks());
    }

    /** The layout of kernels before 4.15, as in the image of ndctl's tests: log entries in slots 0 and 2. */
    @Test void goesOnWithALogInTheOldSlots() throws KernelException {
        MemoryMedium medium = new MemoryMedium(64 * MIB);
        translation.attach(medium, configuration(4096));
        BttGeometry geometry = BttGeometry.of(64 * MIB, 4096).orElseThrow();
        LogEntry second = new LogEntry(5, geometry.sectors(), 3, 2);
        medium.write(geometry.logOffset() + 2 * LogEntry.BYTES, second.encode());

        LaneLog log = LaneLog.open(medium, geometry.logOffset());

        assertThat(log.lane(0)).isEqualTo(new LaneLog.Lane(second, 0));
        assertThat(log.lane(1).nextSlot()).isEqualTo(2);
    }

    @Test void readsZerosAndLostSectorsAsTheMapSays() throws KernelException {
        MemoryMedium medium = new MemoryMedium(16 * MIB);
        SectorStore store = translation.attach(medium, configuration(4096));
        BttGeometry geometry = BttGeometry.of(16 * MIB, 4096).orElseThrow();
        store.write(0, filled(8192, 5));
        flag(medium, geometry.mapOffset(), 0x8000_0000);
        flag(medium, geometry.mapOffset() + 4, 0x4000_0000);

        assertThat(store.read(0, 4096)).containsOnly(0);
        assertThatThrownBy(() -> store.read(4096, 4096)).isInstanceOf(KernelException.class).extracting("errno").isEqualTo(Errno.EIO);
        store.write(4096, filled(4096, 6));
        assertThat(store.read(4096, 4096)).as("a write makes a lost sector good").isEqualTo(filled(4096, 6));
    }

    private static void flag(MemoryMedium medium, long at, int flag) throws KernelException {
        int block = ByteBuffer.wrap(medium.read(at, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0x3fff_ffff;
        medium.write(at, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(block | flag).array());
    }

    @Test void refusesWhatItCanNotUse() {
        assertThatThrownBy(() -> translation.attach(new MemoryMedium(16 * MIB - 4096), configuration(512)))
                .extracting("errno").isEqualTo(Errno.ENXIO);
        assertThatThrownBy(() -> translation.attach(new MemoryMedium(16 * MIB),
                new Configuration("nd_pmem btt0.0", OWN, UuidOrder.NIL, 512, 2, 0, true))).extracting("errno").isEqualTo(Errno.ENOMEM);
        assertThatThrownBy(() -> translation.reopen(new MemoryMedium(16 * MIB), configuration(512)))
                .extracting("errno").isEqualTo(Errno.EIO);
    }

    /** Found by fuzzing: the checksum is right, and the next arena is said to begin behind the end of the medium. */
    @Test void refusesAnArenaThatReachesOutOfTheMedium() {
        BttGeometry geometry = BttGeometry.of(16 * MIB, 4096).orElseThrow();
        for (long next : new long[] {17 * MIB, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
            MemoryMedium medium = new MemoryMedium(16 * MIB);
            medium.write(0, BttInfo.of(geometry, OWN, UuidOrder.NIL, 2, 0, next).encode());
            medium.write(geometry.logOffset(), geometry.freshLog());

            assertThatThrownBy(() -> translation.attach(medium, configuration(4096))).as("next arena at 0x%x", next)
                    .extracting("errno").isEqualTo(Errno.ENOMEM);
        }
    }

    /** A write would need as many bytes as the info block says, up to 4 GiB, and fall on other blocks. */
    @ParameterizedTest
    @ValueSource(longs = {0, 512, 4097, 1L << 31, 0xffff_ffffL})
    void refusesSectorsThatDoNotFitTheirBlocks(long sectorBytes) {
        BttGeometry geometry = BttGeometry.of(16 * MIB, 4096).orElseThrow();
        BttInfo sane = BttInfo.of(geometry, OWN, UuidOrder.NIL, 2, 0, 0);
        MemoryMedium medium = new MemoryMedium(16 * MIB);
        medium.write(0, new BttInfo(OWN, UuidOrder.NIL, 0, 2, 0, sectorBytes, sane.sectors(), sane.blockBytes(), sane.blocks(), 256, 0,
                sane.dataOffset(), sane.mapOffset(), sane.logOffset(), sane.copyOffset()).encode());
        medium.write(geometry.logOffset(), geometry.freshLog());

        assertThatThrownBy(() -> translation.attach(medium, configuration(4096))).extracting("errno").isEqualTo(Errno.ENOMEM);
    }

    @Test void refusesPartsOfSectors() throws KernelException {
        SectorStore store = translation.attach(new MemoryMedium(16 * MIB), configuration(4096));

        assertThatThrownBy(() -> store.read(512, 4096)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> store.write(0, new byte[100])).extracting("errno").isEqualTo(Errno.EINVAL);
    }

    /** Info blocks with the right checksum that point anywhere, maps and logs of random bytes: an answer, and nothing else. */
    @Property(tries = 200)
    void takesAnyMetadata(@ForAll long seed, @ForAll boolean anyInfo) {
        Random random = new Random(seed);
        MemoryMedium medium = new MemoryMedium(16 * MIB);
        BttGeometry geometry = BttGeometry.of(16 * MIB, 512).orElseThrow();
        BttInfo sane = BttInfo.of(geometry, OWN, UuidOrder.NIL, 2, 0, 0);
        BttInfo info = anyInfo ? new BttInfo(OWN, UuidOrder.NIL, random.nextInt(2), 2, 0, 512, random.nextInt() & 0xffff_ffffL,
                pick(random, 512), pick(random, geometry.blocks()), 256, pick(random, 0), pick(random, 4096),
                pick(random, geometry.mapOffset()), pick(random, geometry.logOffset()), geometry.copyOffset()) : sane;
        medium.write(0, info.encode());
        byte[] noise = new byte[1 << 17];
        random.nextBytes(noise);
        medium.write(geometry.mapOffset(), noise);
        if (random.nextBoolean()) {
            medium.write(geometry.logOffset(), Arrays.copyOf(noise, 16384));
        }
        try {
            SectorStore store = translation.attach(medium, configuration(512));
            store.read(random.nextInt(100) * 512L, 512);
            store.write(random.nextInt(100) * 512L, new byte[512]);
        } catch (KernelException refused) {
            assertThat(refused.errno()).isIn(Errno.EIO, Errno.ENXIO, Errno.ENOMEM);
        }
    }

    private static long pick(Random random, long sane) {
        return switch (random.nextInt(3)) {
            case 0 -> sane;
            case 1 -> random.nextLong();
            default -> random.nextInt() & 0xffff_ffffL;
        };
    }

    private static Configuration configuration(long sectorBytes) {
        return new Configuration("nd_pmem btt0.0", OWN, UuidOrder.NIL, sectorBytes, 2, 0, false);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
