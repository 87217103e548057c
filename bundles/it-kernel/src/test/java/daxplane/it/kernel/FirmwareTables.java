package daxplane.it.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tables of the firmware that take the place of QEMU's, which knows no interleave sets. Linux takes them from an early initial
 * file system. The ranges must be such as QEMU backs with a DIMM; label areas stay those of the single DIMMs.
 */
final class FirmwareTables {

    private static final UUID PERSISTENT = UUID.fromString("66f0d379-b4f3-4074-ac43-0d3318b78cdb");
    private static final int HEADER_BYTES = 36;
    private static final int CHECKSUM_AT = 9;
    private static final int OEM_REVISION_AT = 24;

    /** Bytes of each DIMM of a set before the next one's turn. */
    private static final int INTERLEAVE_BYTES = 4096;

    private FirmwareTables() {
    }

    /**
     * A range of persistent memory.
     *
     * @param domain its proximity domain
     * @param pieces in the order in which they take turns; one alone is not interleaved
     */
    record Range(long start, long bytes, int domain, List<Piece> pieces) {
    }

    /** @param dpa address within the DIMM */
    record Piece(int handle, long dpa, long bytes) {
    }

    /** The NFIT for DIMMs with the handles 1 to {@code dimms}, each with the identity that QEMU gives it. */
    static byte[] nfit(int dimms, List<Range> ranges) {
        var table = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN).position(HEADER_BYTES + 4);
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            table.putShort((short) 0).putShort((short) 56).putShort((short) (i + 1)).putShort((short) 3).putInt(0).putInt(range.domain)
                    .put(mixedEndian(PERSISTENT)).putLong(range.start).putLong(range.bytes).putLong(0x8008);
        }
        for (int i = 0; i < ranges.size(); i++) {
            List<Piece> pieces = ranges.get(i).pieces;
            for (int position = 0; position < pieces.size(); position++) {
                Piece piece = pieces.get(position);
                table.putShort((short) 1).putShort((short) 48).putInt(piece.handle).putShort((short) 0).putShort((short) i).putShort((short) (i + 1))
                        .putShort((short) piece.handle).putLong(piece.bytes).putLong(pieces.size() > 1 ? (long) position * INTERLEAVE_BYTES : 0)
                        .putLong(piece.dpa).putShort((short) 0).putShort((short) pieces.size()).putInt(0);
            }
        }
        for (int handle = 1; handle <= dimms; handle++) {
            int next = table.position() + 80;
            table.putShort((short) 4).putShort((short) 80).putShort((short) handle).putShort((short) 0x8086).putShort((short) 1).putShort((short) 1)
                    .putLong(0).putInt(0x123456 + handle - 1).putShort((short) 0x301).position(next);
        }
        table.putShort((short) 7).putShort((short) 16).putInt(2).putInt(7).putInt(0);
        byte[] nfit = Arrays.copyOf(table.array(), table.position());
        ByteBuffer.wrap(nfit).order(ByteOrder.LITTLE_ENDIAN).put("NFIT".getBytes(StandardCharsets.US_ASCII)).putInt(nfit.length).putShort((short) 1)
                .put("BOCHS BXPC    ".getBytes(StandardCharsets.US_ASCII)).putInt(2).put("BXPC".getBytes(StandardCharsets.US_ASCII)).putInt(1);
        return sealed(nfit);
    }

    /** QEMU's description of its NVDIMMs without the method that Linux believes more than the NFIT, and newer, so that it is taken. */
    static byte[] withoutFit(byte[] ssdt) {
        byte[] changed = new String(ssdt, StandardCharsets.ISO_8859_1).replace("_FIT", "XFIT").getBytes(StandardCharsets.ISO_8859_1);
        var table = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(OEM_REVISION_AT, table.getInt(OEM_REVISION_AT) + 1);
        return sealed(changed);
    }

    /** An archive (cpio, newc) with the tables where Linux looks for them; the ordinary initial file system follows it. */
    static byte[] earlyInitrd(Map<String, byte[]> tables) {
        var archive = new ByteArrayOutputStream();
        for (String directory : List.of("kernel", "kernel/firmware", "kernel/firmware/acpi")) {
            entry(archive, directory, 040755, new byte[0]);
        }
        tables.forEach((signature, table) -> entry(archive, "kernel/firmware/acpi/" + signature + ".aml", 0100644, table));
        entry(archive, "TRAILER!!!", 0, new byte[0]);
        pad(archive, 512);
        return archive.toByteArray();
    }

    private static void entry(ByteArrayOutputStream archive, String name, int mode, byte[] content) {
        byte[] path = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        archive.writeBytes("070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X".formatted(0, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0,
                path.length, 0).getBytes(StandardCharsets.US_ASCII));
        archive.writeBytes(path);
        pad(archive, 4);
        archive.writeBytes(content);
        pad(archive, 4);
    }

    private static void pad(ByteArrayOutputStream archive, int multiple) {
        archive.writeBytes(new byte[Math.floorMod(-archive.size(), multiple)]);
    }

    private static byte[] sealed(byte[] table) {
        table[CHECKSUM_AT] = 0;
        int sum = 0;
        for (byte b : table) {
            sum += b;
        }
        table[CHECKSUM_AT] = (byte) -sum;
        return table;
    }

    private static byte[] mixedEndian(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN).putLong(uuid.getLeastSignificantBits()).array();
    }
}
