package daxplane.block.table;

import daxplane.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * GUID partition table, UEFI specification section 5.3. Blocks are logical blocks of the disk.
 *
 * <pre>
 *   block 0        protective MBR: one DOS entry of type 0xee
 *   block 1        header
 *   block 2..      entries
 *   last block     backup header, its entries right before it
 *
 *   header   0  "EFI PART"       24  own block            56  GUID of the disk
 *            8  revision 1.0     32  block of the other   72  block of the entries
 *           12  header bytes     40  first usable block   80  number of entries
 *           16  CRC of header    48  last usable block    84  bytes of an entry: 128
 *           20  0                                         88  CRC of the entries
 *   entry    0  GUID of the type  16 GUID  32 first block  40 last block  48 attributes  56 name
 * </pre>
 *
 * <p>The kernel looks at the backup only when a boot parameter tells it to: a damaged first header is no table.
 */
public final class GptTable {

    static final long SIGNATURE = 0x5452415020494645L;
    static final int HEADER_BYTES = 92;
    static final int ENTRY_BYTES = 128;
    /** Entries of a table that this code writes, and as many as the specification asks for. */
    static final int ENTRIES = 128;
    /** More would be a table larger than any that the kernel reads. */
    private static final int MOST_ENTRIES = 4096;
    private static final int PROTECTIVE = 0xee;

    private GptTable() {
    }

    static Optional<PartitionTable> read(SectorSource disk) throws KernelException {
        int block = disk.blockBytes();
        long blocks = disk.bytes() / block;
        if (blocks < 3 || !protective(disk.read(0, PartitionTable.SECTOR))) {
            return Optional.empty();
        }
        byte[] header = disk.read(block, block);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = fields.getInt(12);
        long first = fields.getLong(40);
        long last = fields.getLong(48);
        long at = fields.getLong(72);
        int count = fields.getInt(80);
        if (fields.getLong(0) != SIGNATURE || headerBytes < HEADER_BYTES || headerBytes > block || fields.getInt(16) != crc(header, headerBytes)
                || fields.getLong(24) != 1 || outside(first, blocks) || outside(last, blocks) || last < first
                || fields.getInt(84) != ENTRY_BYTES || count < 0 || count > MOST_ENTRIES || at < 2 || outside(at, blocks)
                || (long) count * ENTRY_BYTES > (blocks - at) * block) {
            return Optional.empty();
        }
        byte[] entries = disk.read(at * block, (count * ENTRY_BYTES + block - 1) / block * block);
        if (fields.getInt(88) != crcOf(entries, count * ENTRY_BYTES)) {
            return Optional.empty();
        }
        return Optional.of(new PartitionTable("gpt", Guid.read(header, 56).toString(), entries(entries, count, blocks, block / PartitionTable.SECTOR)));
    }

    private static List<PartitionEntry> entries(byte[] entries, int count, long blocks, int sectors) {
        ByteBuffer fields = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
        List<PartitionEntry> found = new ArrayList<>();
        for (int i = 0; i < Math.min(count, PartitionTable.MOST_PARTITIONS); i++) {
            UUID type = Guid.read(entries, i * ENTRY_BYTES);
            long first = fields.getLong(i * ENTRY_BYTES + 32);
            long last = fields.getLong(i * ENTRY_BYTES + 40);
            if (!type.equals(new UUID(0, 0)) && !outside(first, blocks) && !outside(last, blocks) && first <= last) {
                found.add(new PartitionEntry(i + 1, first * sectors, (last - first + 1) * sectors, type.toString(),
                        Guid.read(entries, i * ENTRY_BYTES + 16).toString(), false));
            }
        }
        return found;
    }

    /** One of the four entries of the MBR says that the rest is GPT. */
    static boolean protective(byte[] mbr) {
        if ((mbr[510] & 0xff) != 0x55 || (mbr[511] & 0xff) != 0xaa) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if ((mbr[446 + 16 * i + 4] & 0xff) == PROTECTIVE) {
                return true;
            }
        }
        return false;
    }

    private static boolean outside(long block, long blocks) {
        return block < 0 || block >= blocks;
    }

    /** With the header's own field taken as zero. */
    static int crc(byte[] header, int bytes) {
        byte[] copy = header.clone();
        java.util.Arrays.fill(copy, 16, 20, (byte) 0);
        return crcOf(copy, bytes);
    }

    static int crcOf(byte[] of, int bytes) {
        CRC32 crc = new CRC32();
        crc.update(of, 0, bytes);
        return (int) crc.getValue();
    }
}
