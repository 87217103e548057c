package daxplane.host.platform;

import daxplane.host.Host;
import daxplane.host.HostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table of the firmware, for looking: whatever lies outside of it is not there. The simulated machine's own parsers refuse what makes
 * no sense; here it ends the list.
 *
 * <pre>
 *   0 signature, 4 bytes   4 length u32   8 revision u8   36 what the table has to say
 * </pre>
 * Source: ACPI 6.4 section 5.2.6.
 */
record AcpiBytes(ByteBuffer bytes) {

    private static final String DIRECTORY = "/sys/firmware/acpi/tables/";
    private static final int HEADER = 36;
    static final AcpiBytes NONE = new AcpiBytes(ByteBuffer.allocate(0));

    /** {@link #NONE} where there is no such table, or none that this user may read. */
    static AcpiBytes read(Host host, String signature) {
        try {
            byte[] read = host.attributes().readBytes(DIRECTORY + signature);
            if (read.length < HEADER) {
                return NONE;
            }
            var all = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
            long told = Integer.toUnsignedLong(all.getInt(4));
            return new AcpiBytes(all.slice(0, (int) Math.min(read.length, Math.max(HEADER, told))).order(ByteOrder.LITTLE_ENDIAN));
        } catch (HostException untold) {
            return NONE;
        }
    }

    int length() {
        return bytes.limit();
    }

    int revision() {
        return length() == 0 ? 0 : u8(8);
    }

    int u8(int at) {
        return Byte.toUnsignedInt(bytes.get(at));
    }

    int u16(int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    int u32(int at) {
        return bytes.getInt(at);
    }

    long u64(int at) {
        return bytes.getLong(at);
    }

    /** @param at of its first byte @param length of all its bytes, its head included */
    record Structure(int type, int at, int length) {
    }

    /** How the structures of a table begin. */
    enum Head {
        /** Type u8, length u8. */
        BYTES(2),
        /** Type u16, reserved u16, length u32. */
        LONG(8);

        private final int bytes;

        Head(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Up to the first that has no length, or does not lie in the table. */
    List<Structure> structures(int first, Head head) {
        var found = new ArrayList<Structure>();
        int at = first;
        while (at <= length() - head.bytes) {
            int type = head == Head.BYTES ? u8(at) : u16(at);
            int length = head == Head.BYTES ? u8(at + 1) : u32(at + 4);
            if (length < head.bytes || length > this.length() - at) {
                break;
            }
            found.add(new Structure(type, at, length));
            at += length;
        }
        return found;
    }

    /** A number that should be in a structure; empty when the structure is too short for it. */
    OptionalInt u32(Structure structure, int offset) {
        return offset <= structure.length() - 4 ? OptionalInt.of(u32(structure.at() + offset)) : OptionalInt.empty();
    }
}
