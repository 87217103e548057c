package daxplane.kernel.firmware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An ACPI table whose length and checksum are right.
 *
 * <pre>
 *   0x00 signature[4]   0x04 length u32   0x08 revision u8   0x09 checksum u8   0x0a oem id[6]   0x10 oem table id[8]
 *   0x18 oem revision   0x1c creator id   0x20 creator revision   0x24 contents
 * </pre>
 *
 * All numbers are little-endian; the sum of all bytes is 0 modulo 256.
 */
final class AcpiTable {

    static final int HEADER_BYTES = 36;

    /** Longest table accepted: 4,096 structures of 256 bytes; a machine of 64 DIMMs needs 40 KiB. */
    private static final int LONGEST_BYTES = 1 << 20;

    private final String file;
    private final ByteBuffer bytes;

    private AcpiTable(String file, byte[] bytes) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param fixedBytes least length of this kind of table */
    static AcpiTable of(String file, byte[] bytes, String signature, int fixedBytes) throws UnusableFile {
        AcpiTable table = new AcpiTable(file, bytes);
        if (bytes.length < HEADER_BYTES) {
            throw table.unusable(bytes.length, "the file ends within the table's header");
        }
        String found = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
        if (!found.equals(signature)) {
            throw table.unusable(0, "it starts with " + printable(found) + ", not with " + signature);
        }
        long length = table.u32(4);
        if (length < fixedBytes || length > LONGEST_BYTES) {
            throw table.unusable(4, "it says that it is " + length + " bytes long, which no " + signature + " is");
        }
        if (length > bytes.length) {
            throw table.unusable(bytes.length, "it is truncated: it says that it is " + length + " bytes long");
        }
        if (length < bytes.length) {
            throw table.unusable(length, (bytes.length - length) + " bytes follow the end of the table");
        }
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        if ((sum & 0xff) != 0) {
            throw table.unusable(9, "the checksum is wrong");
        }
        return table;
    }

    int length() {
        return bytes.capacity();
    }

    int revision() {
        return u8(8);
    }

    /** A piece of the table that says its own length. */
    record Structure(int type, int offset, int length) {
    }

    /** How structures of a table begin. */
    enum Head {
        /** type u16, length u16 */
        WORDS(2, 2, 4),
        /** type u8, length u8 */
        BYTES(1, 1, 2),
        /** type u16, reserved u16, length u32 */
        LONG(2, 4, 8);

        private final int typeBytes;
        private final int lengthBytes;
        private final int headBytes;

        Head(int typeBytes, int lengthBytes, int headBytes) {
            this.typeBytes = typeBytes;
            this.lengthBytes = lengthBytes;
            this.headBytes = headBytes;
        }
    }

    List<Structure> structures(int from, Head head) throws UnusableFile {
        List<Structure> found = new ArrayList<>();
        for (int at = from; at < length();) {
            if (length() - at < head.headBytes) {
                throw unusable(at, "a structure begins, and the table ends");
            }
            int type = (int) number(at, head.typeBytes);
            long structureLength = number(at + head.headBytes - head.lengthBytes, head.lengthBytes);
            if (structureLength < head.headBytes) {
                throw unusable(at, "a structure of type " + type + " says that it is " + structureLength + " bytes long");
            }
            if (structureLength > length() - at) {
                throw unusable(at, "a structure of type " + type + " of " + structureLength + " bytes reaches behind the end of the table");
            }
            found.add(new Structure(type, at, (int) structureLength));
            at += (int) structureLength;
        }
        return found;
    }

    void atLeast(Structure structure, int leastBytes) throws UnusableFile {
        if (structure.length() < leastBytes) {
            throw unusable(structure.offset(), "a structure of type " + structure.type() + " has " + structure.length()
                    + " bytes, fewer than " + leastBytes);
        }
    }

    int u8(int offset) {
        return bytes.get(offset) & 0xff;
    }

    int u16(int offset) {
        return bytes.getShort(offset) & 0xffff;
    }

    long u32(int offset) {
        return bytes.getInt(offset) & 0xffff_ffffL;
    }

    long u64(int offset) {
        return bytes.getLong(offset);
    }

    /** A GUID in its text form. */
    String guid(int offset) {
        return "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x".formatted(u32(offset), u16(offset + 4), u16(offset + 6), u8(offset + 8),
                u8(offset + 9), u8(offset + 10), u8(offset + 11), u8(offset + 12), u8(offset + 13), u8(offset + 14), u8(offset + 15));
    }

    UnusableFile unusable(long offset, String reason) {
        return new UnusableFile(file, offset, reason);
    }

    private long number(int offset, int byteCount) {
        return switch (byteCount) {
            case 1 -> u8(offset);
            case 2 -> u16(offset);
            default -> u32(offset);
        };
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c >= 0x20 && c < 0x7f ? String.valueOf((char) c) : "\\x%02x".formatted(c)));
        return out.toString();
    }
}
