package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.filesystem.Superblock.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what was written, and it stands where other programs look for it. */
class SuperblockTest {

    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final String ID_BYTES = "00112233445566778899aabbccddeeff";

    private final SmallKernel machine = new SmallKernel("6.12");

    private MemoryDisk disk() throws Exception {
        return machine.disk("pmem0", 16 << 20);
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void isReadAsItWasWritten(Type type) throws Exception {
        for (boolean recovering : new boolean[] {false, type != Type.SWAP}) {
            var written = new Superblock(type, ID, 4096, 4095, type == Type.EXT4 ? 16 : 0, recovering);
            var disk = machine.disk("pmem" + recovering, 16 << 20);
            written.write(disk);
            assertThat(Superblock.read(disk)).contains(written);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096, 65536})
    void anExtBlockIsAPowerOfTwoFromOneKibibyte(int blockBytes) throws Exception {
        var disk = disk();
        var written = new Superblock(Type.EXT4, ID, blockBytes, 0xffffffffL, 0, false);
        written.write(disk);
        assertThat(Superblock.read(disk)).contains(written);
        assertThat(1024 << disk.read(1024 + 24, 1)[0]).isEqualTo(blockBytes);
    }

    /** A magic alone is no file system: a block of 128 KiB and more is none of ext4, nor one of a negative logarithm. */
    @ParameterizedTest
    @ValueSource(ints = {7, 32, -1, Integer.MIN_VALUE})
    void anExtMagicWithAnImpossibleBlockIsNothing(int logarithm) throws Exception {
        var disk = disk();
        new Superblock(Type.EXT4, ID, 4096, 4096, 0, false).write(disk);
        disk.write(1024 + 24, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(logarithm).array());
        assertThat(Superblock.read(disk)).isEmpty();
    }

    @Test
    void standsWhereOtherProgramsLookForIt() throws Exception {
        var disk = disk();
        new Superblock(Type.EXT4, ID, 4096, 4096, 0, false).write(disk);
        assertThat(HexFormat.of().formatHex(disk.read(1024 + 0x38, 2))).isEqualTo("53ef");
        assertThat(HexFormat.of().formatHex(disk.read(1024 + 0x68, 16))).isEqualTo(ID_BYTES);

        new Superblock(Type.XFS, ID, 4096, 4096, 0, false).write(disk);
        assertThat(HexFormat.of().formatHex(disk.read(0, 16))).as("magic, bytes of a block, blocks").isEqualTo("58465342" + "00001000" + "0000000000001000");
        assertThat(HexFormat.of().formatHex(disk.read(32, 16))).isEqualTo(ID_BYTES);

        new Superblock(Type.SWAP, ID, 4096, 4095, 0, false).write(disk);
        assertThat(new String(disk.read(4086, 10), StandardCharsets.US_ASCII)).isEqualTo("SWAPSPACE2");
        assertThat(HexFormat.of().formatHex(disk.read(1024, 8))).as("version, last page").isEqualTo("01000000" + "ff0f0000");
        assertThat(HexFormat.of().formatHex(disk.read(1036, 16))).isEqualTo(ID_BYTES);
    }

    @Test
    void takesThePlaceOfWhateverStoodThere() throws Exception {
        var disk = disk();
        for (Type first : Type.values()) {
            for (Type second : Type.values()) {
                new Superblock(first, ID, 4096, 4096, 0, false).write(disk);
                new Superblock(second, ID, 4096, 4096, 0, false).write(disk);
                assertThat(Superblock.read(disk)).map(Superblock::type).as("%s over %s", second, first).contains(second);
            }
        }
    }

    @Test
    void noneIsOnAnEmptyDiskNorOnOneBelowAPage() throws Exception {
        assertThat(Superblock.read(disk())).isEmpty();
        assertThat(Superblock.read(machine.disk("tiny", 4095))).isEmpty();
    }

    @Test
    void whatCannotBeReadHasNoSignature() throws Exception {
        var disk = disk();
        new Superblock(Type.XFS, ID, 4096, 4096, 0, false).write(disk);
        assertThat(Signatures.of(disk)).isPresent();
        disk.gone = true;
        assertThat(Signatures.of(disk)).isEmpty();
    }

    /** Twins are found as the last one that appeared; the spelling of a uuid does not matter. */
    @Test
    void aDeviceIsFoundByPathOrByWhatStandsOnIt() throws Exception {
        var first = machine.disk("pmem0", 1 << 20);
        var second = machine.disk("pmem1", 1 << 20);
        new Superblock(Type.XFS, ID, 4096, 256, 0, false).write(first);
        assertThat(Signatures.find(machine.kernel, "UUID=\"" + ID.toString().toUpperCase() + "\"")).contains(first);
        new Superblock(Type.SWAP, ID, 4096, 255, 0, false).write(second);
        assertThat(Signatures.find(machine.kernel, "UUID=" + ID)).contains(second);
        assertThat(Signatures.find(machine.kernel, "/dev/pmem0")).contains(first);
        assertThat(Signatures.find(machine.kernel, "UUID=" + UUID.randomUUID())).isEmpty();
        assertThat(Signatures.find(machine.kernel, "/dev/pmem2")).isEmpty();
    }
}
