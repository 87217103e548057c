package daxplane.nvdimm.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.labels.UuidOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables and vectors of docs/kernel/namespaces.md 3.1, 4.1 and 4.5b. */
class InfoBlockTest {

    private static final long MIB = 1 << 20;
    private static final UUID OWN = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final UUID LABEL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @ParameterizedTest
    @CsvSource({"4096,16384,2097152,2,258,16126", "4096,16384,4096,2,258,16126", "4096,16384,2097152,1,2,16382",
            "4096,16384,1073741824,2,1024,15360", "4096,16384,1073741824,1,1024,15360", "4096,1024,2097152,2,18,1006",
            "4096,16,2097152,2,2,14", "4096,16,2097152,1,2,14", "2048,512,2097152,2,10,502",
            "4096,129024,2097152,2,2018,127006", "4096,1048576,1073741824,2,17408,1031168"})
    void dividesANamespace(long startMib, long sizeMib, long align, int mode, long offsetMib, long usableMib) throws KernelException {
        var layout = PfnLayout.of(AddressRange.ofSize(startMib * MIB, sizeMib * MIB), align, mode, false);

        assertThat(layout.dataOffset()).isEqualTo(offsetMib * MIB);
        assertThat(layout.pages() * 4096).isEqualTo(usableMib * MIB);
    }

    @Test void refusesANamespaceThatDoesNotFitTheAlignment() {
        assertRefused(Errno.EINVAL, AddressRange.ofSize(MIB, 64 * MIB), 2 * MIB, PfnInfo.ON_MEDIA);
        assertRefused(Errno.ENXIO, AddressRange.ofSize(4096 * MIB, 64 * MIB), 1024 * MIB, PfnInfo.ON_MEDIA);
        assertRefused(Errno.ENXIO, AddressRange.ofSize(4096 * MIB, 64 * MIB), 2 * MIB, 0);
    }

    @Test void encodesThePublishedPfnBlocks() {
        assertThat(checksum(pfn(PfnInfo.Kind.DAX).encode())).isEqualTo(0x1e2a41053ce5fad1L);
        assertThat(checksum(pfn(PfnInfo.Kind.PFN).encode())).isEqualTo(0x120268fb48e5f0d6L);
    }

    @Test void recognisesItsOwnBlocksOnly() {
        byte[] bytes = pfn(PfnInfo.Kind.DAX).encode();

        assertThat(PfnInfo.parse(PfnInfo.Kind.DAX, bytes, LABEL)).contains(pfn(PfnInfo.Kind.DAX));
        assertThat(PfnInfo.parse(PfnInfo.Kind.PFN, bytes, LABEL)).isEmpty();
        assertThat(PfnInfo.parse(PfnInfo.Kind.DAX, bytes, OWN)).isEmpty();
        assertThat(PfnInfo.parse(PfnInfo.Kind.DAX, new byte[100], LABEL)).isEmpty();
    }

    /** Before 1.4 fields at the end do not exist; before 1.2 the alignment follows from the offset. */
    @Test void fillsInWhatOldBlocksLack() {
        byte[] bytes = new PfnInfo(PfnInfo.Kind.PFN, OWN, LABEL, 1, 0, 0x600000, 10, 2, 7, 7, 7, 7, 7).encode();

        var old = PfnInfo.parse(PfnInfo.Kind.PFN, bytes, LABEL).orElseThrow();

        assertThat(old).isEqualTo(new PfnInfo(PfnInfo.Kind.PFN, OWN, LABEL, 1, 0, 0x600000, 10, 2, 0, 0, 0, 4096, 64));
        assertThat(old.effectiveAlign()).isEqualTo(4 * MIB);
    }

    @ParameterizedTest
    @CsvSource({"16,512,512,32458,32202,0xfdb000,0xffb000,0xfff000", "16,4096,4096,4085,3829,0xff7000,0xffb000,0xfff000",
            "1024,512,512,2080839,2080583,0x3f80b000,0x3fffb000,0x3ffff000",
            "1024,520,576,1851229,1850973,0x3f8eb000,0x3fffb000,0x3ffff000",
            "1024,4096,4096,261881,261625,0x3fefb000,0x3fffb000,0x3ffff000",
            "524288,4096,4096,134086776,134086520,0x7fe007b000,0x7fffffb000,0x7ffffff000"})
    void dividesAnArena(long mib, long sector, long block, long blocks, long sectors, String map, String log, String copy) {
        assertThat(BttGeometry.of(mib * MIB, sector)).contains(new BttGeometry(mib * MIB, sector, block, blocks, sectors,
                Long.decode(map), Long.decode(log), Long.decode(copy)));
    }

    @Test void cutsLargeNamespacesIntoArenas() {
        assertThat(BttGeometry.arenas(513L << 30, 4096).stream().mapToLong(BttGeometry::sectors).sum()).isEqualTo(134348145);
        assertThat(BttGeometry.arenas((512L << 30) + 8 * MIB, 4096)).hasSize(1);
        assertThat(BttGeometry.arenas(16 * MIB - 4096, 4096)).isEmpty();
    }

    /** The image of ndctl's tests, docs/kernel/namespaces.md 4.5b. */
    @Test void encodesThePublishedBttBlock() {
        var geometry = BttGeometry.of(64 * MIB, 4096).orElseThrow();
        var info = BttInfo.of(geometry, UUID.fromString("f0d64d51-7ad4-44e2-8757-6b8e8e4f7500"), UuidOrder.NIL, 2, 0, 0);

        assertThat(checksum(info.encode())).isEqualTo(0x29d8a903ca55b75dL);
        assertThat(BttInfo.parse(info.encode(), LABEL)).as("a nil parent fits every namespace").contains(info);
    }

    @Property void takesAnyBytes(@ForAll long seed, @ForAll @IntRange(max = 5000) int length, @ForAll boolean sealed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        byte[] real = pfn(PfnInfo.Kind.PFN).encode();
        if (sealed && length >= 4096) {
            System.arraycopy(real, 0, bytes, 0, 48);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(4088, daxplane.labels.Fletcher64.of(bytes, 0, 4096, 4088));
        }

        assertThat(PfnInfo.parse(PfnInfo.Kind.PFN, bytes, LABEL).isPresent()).isEqualTo(sealed && length >= 4096);
        assertThat(BttInfo.parse(bytes, LABEL)).isEmpty();
    }

    /** 1 GiB that begins 128 MiB behind a multiple of it: asked of 6.1.0-56, where a disk of 0 bytes is bound, also after it was disabled. */
    @Test void mayLeaveNothingBeforeTheKernelRefusesIt() throws Exception {
        var namespace = AddressRange.ofSize(0x108000000L, 1L << 30);

        var layout = PfnLayout.of(namespace, 1L << 30, PfnInfo.IN_RAM, true);

        assertThat(layout).isEqualTo(new PfnLayout(0x38000000, 0, 0x8000000));
        assertRefused(Errno.ENXIO, namespace, 1L << 30, PfnInfo.IN_RAM);
        assertThatThrownBy(() -> PfnLayout.of(AddressRange.ofSize(1L << 32, 1L << 30), 1L << 30, PfnInfo.IN_RAM, true))
                .as("data would begin at its end").isInstanceOf(KernelException.class);
    }

    private static void assertRefused(Errno errno, AddressRange namespace, long align, int mode) {
        assertThatThrownBy(() -> PfnLayout.of(namespace, align, mode, false)).isInstanceOf(KernelException.class)
                .extracting("errno").isEqualTo(errno);
    }

    private static PfnInfo pfn(PfnInfo.Kind kind) {
        return new PfnInfo(kind, OWN, LABEL, 1, 4, 0x10200000, 4128256, 2, 0, 0, 0x200000, 4096, 64);
    }

    private static long checksum(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(4088);
    }
}
