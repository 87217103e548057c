package daxplane.journal;

import java.util.Arrays;
import java.util.Objects;

/**
 * What is appended: bytes of a type. The journal does not look into them; it keeps, numbers, chains and hands them back.
 *
 * @param type       number of the type, 1 to 65535, as whoever writes it calls it for ever
 * @param version    version of the type's encoding, 1 to 255
 * @param beginsWork whether it begins something: when the disk is nearly full such entries are refused while those that tell
 *                   how running work ends are still taken. Not stored, and no part of the entry's identity
 * @param payload    not copied: whoever made it leaves it alone
 */
public record Entry(int type, int version, boolean beginsWork, byte[] payload) {

    private static final int LARGEST_TYPE = 0xffff;
    private static final int LARGEST_VERSION = 0xff;

    public Entry {
        if (type < 1 || type > LARGEST_TYPE || version < 1 || version > LARGEST_VERSION) {
            throw new IllegalArgumentException("type " + type + " in version " + version + " has no place in a record");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry && type == entry.type && version == entry.version && Arrays.equals(payload, entry.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, version, Arrays.hashCode(payload));
    }
}
