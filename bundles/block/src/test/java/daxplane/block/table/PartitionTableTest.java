package daxplane.block.table;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.block.table.PartitionPlan.Part;
import daxplane.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTableTest {

    private static final String ID = "000000fc-1111-2222-3333-44444444444c";

    private static PartitionPlan gpt(int blockBytes, Part... parts) {
        return new PartitionPlan("gpt", ID, blockBytes, (8 << 20) / blockBytes, PartitionPlan.defaultFirst(blockBytes), List.of(parts));
    }

    private static Part part(int number, long first, long blocks) {
        return new Part(number, first, blocks, PartitionPlan.LINUX, Optional.of(new UUID(1, number).toString()));
    }

    private static PartitionPlan dos(Part... parts) {
        return new PartitionPlan("dos", "12345678", 512, 16384, 2048, List.of(parts));
    }

    private static Part dosPart(int number, long first, long blocks, String type) {
        return new Part(number, first, blocks, type, Optional.empty());
    }

    @Property
    void readsWhatItWrites(@ForAll @Size(max = 20) List<@IntRange(min = 1, max = 200) Integer> sizes, @ForAll boolean large) {
        int block = large ? 4096 : 512;
        var parts = new ArrayList<Part>();
        long first = PartitionPlan.defaultFirst(block);
        for (int size : sizes) {
            if (first + size < (8 << 20) / block - 40) {
                parts.add(part(parts.size() + 1, first, size));
                first += size;
            }
        }
        var plan = gpt(block, parts.toArray(Part[]::new));
        var disk = MemoryDisk.holding(plan);

        var table = PartitionTable.read(disk).orElseThrow();

        assertThat(table.id()).isEqualTo(ID);
        assertThat(PartitionPlan.of(table, disk).parts()).isEqualTo(parts);
    }

    /** Sizes in sysfs are sectors of 512 bytes also where blocks are larger (corpus acc-part-sector). */
    @Test
    void countsInSectorsWhateverTheBlock() {
        var entry = PartitionTable.read(MemoryDisk.holding(gpt(4096, part(1, 256, 100)))).orElseThrow().entries().getFirst();
        assertThat(entry.startSector()).isEqualTo(2048);
        assertThat(entry.sectors()).isEqualTo(800);
    }

    /** Only a boot parameter makes the kernel look at the backup. */
    @ParameterizedTest
    @ValueSource(ints = {450, 512, 528, 600, 1024, 1100})
    void takesADamagedGptForNone(int offset) {
        var disk = MemoryDisk.holding(gpt(512, part(1, 2048, 100)));
        disk.bytes[offset] ^= 1;
        assertThat(PartitionTable.read(disk).filter(table -> table.scheme().equals("gpt"))).isEmpty();
    }

    @Test
    void takesAnEntryThatLeavesTheDiskForNone() {
        var disk = MemoryDisk.holding(gpt(512, part(1, 2048, 100), part(2, 4096, 1 << 20)));
        assertThat(PartitionTable.read(disk).orElseThrow().entries()).extracting(PartitionEntry::number).containsExactly(1);
    }

    @Test
    void findsLogicalPartitions() {
        var table = PartitionTable.read(MemoryDisk.holding(dos(dosPart(1, 2048, 1000, "83"), dosPart(2, 4096, 8000, "5"),
                dosPart(5, 6144, 1000, "83"), dosPart(6, 9192, 500, "82")))).orElseThrow();
        assertThat(table.entries()).extracting(PartitionEntry::number).containsExactly(1, 2, 5, 6);
        assertThat(table.entries()).extracting(PartitionEntry::startSector).containsExactly(2048L, 4096L, 6144L, 9192L);
        assertThat(table.entries().get(1).extended()).isTrue();
        assertThat(table.entries().getLast().uuid()).isEqualTo("12345678-06");
    }

    /** A chain that leads back to itself, or to its own beginning, ends. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2048, 1})
    void endsOnAChainThatLoops(int next) {
        var disk = MemoryDisk.holding(dos(dosPart(2, 4096, 8000, "5"), dosPart(5, 6144, 1000, "83")));
        ByteBuffer.wrap(disk.bytes).order(ByteOrder.LITTLE_ENDIAN).put(4096 * 512 + 446 + 16 + 4, (byte) 5).putInt(4096 * 512 + 446 + 16 + 8, next)
                .putInt(4096 * 512 + 446 + 16 + 12, 100);
        assertThat(PartitionTable.read(disk).orElseThrow().entries()).hasSizeLessThan(PartitionTable.MOST_PARTITIONS);
        assertThat(disk.reads).isLessThan(120);
    }

    @Test
    void takesTheBootSectorOfAFileSystemForNoTable() {
        var disk = MemoryDisk.holding(dos(dosPart(1, 2048, 1000, "83")));
        disk.bytes[446] = 0x55;
        assertThat(PartitionTable.read(disk)).isEmpty();
    }

    /** Random bytes behind a signature that invites to read them: an end, and nothing outside of the disk. */
    @Property(tries = 500)
    void survivesRandomBytes(@ForAll @Size(min = 1, max = 64) List<Integer> noise, @ForAll boolean protective) throws KernelException {
        var disk = new MemoryDisk(new byte[64 << 10], 512);
        for (int i = 0; i < disk.bytes.length; i++) {
            disk.bytes[i] = (byte) (noise.get(i % noise.size()) >> i % 24);
        }
        ByteBuffer.wrap(disk.bytes).putLong(512, 0x4546492050415254L).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        for (int i = 0; i < 4; i++) {
            disk.bytes[446 + 16 * i] = 0;
            disk.bytes[446 + 16 * i + 4] = (byte) (protective ? 0xee : 5);
        }
        assertThat(GptTable.read(disk).map(PartitionTable::entries).orElse(List.of())).hasSizeLessThanOrEqualTo(PartitionTable.MOST_PARTITIONS);
        assertThat(PartitionTable.read(disk).map(PartitionTable::entries).orElse(List.of())).hasSizeLessThanOrEqualTo(PartitionTable.MOST_PARTITIONS);
        assertThat(disk.reads).isLessThan(1000);
    }
}
