package daxplane.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;

/**
 * Hash of the DIMMs that make up an interleave set, by which a label knows its set. Source: docs/kernel/labels.md 4.
 *
 * @param first     for labels of version 1.1: over 16 bytes a DIMM, {region offset u64, serial u32, 0 u32}
 * @param second    for labels of version 1.2: over 48 bytes a DIMM, {region offset u64, serial u32, vendor u16, date u16, location u8, 0}
 * @param alternate the first one with the DIMMs ordered by the bytes of the offset instead of its value: an old bug that wrote real labels
 */
public record InterleaveCookie(long first, long second, long alternate) {

    private static final int FIRST_BYTES = 16;
    private static final int SECOND_BYTES = 48;

    /**
     * A DIMM of the set, with the numbers as they stand in the NFIT.
     *
     * @param regionOffset where its first line lies in the region
     */
    public record Member(long regionOffset, int serial, int vendor, int manufacturingDate, int manufacturingLocation) {
    }

    public static InterleaveCookie of(List<Member> members) {
        List<Member> byValue = members.stream()
                .sorted(Comparator.comparing(Member::regionOffset, Long::compareUnsigned)).toList();
        List<Member> byBytes = members.stream()
                .sorted(Comparator.comparing(member -> Long.reverseBytes(member.regionOffset()), Long::compareUnsigned)).toList();
        return new InterleaveCookie(hash(byValue, FIRST_BYTES), hash(byValue, SECOND_BYTES), hash(byBytes, FIRST_BYTES));
    }

    /**
     * A device of a CXL region.
     *
     * @param dpa where the region begins on it
     */
    public record Target(long dpa, long serial) {
    }

    /**
     * Of a CXL region: over 16 bytes a device, {dpa u64, serial u64}, in the order of their positions. Source: docs/kernel/labels.md 4;
     * corpus cxl61-interleave, set_cookie.
     */
    public static InterleaveCookie ofTargets(List<Target> targets) {
        ByteBuffer records = ByteBuffer.allocate(targets.size() * FIRST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        targets.forEach(target -> records.putLong(target.dpa()).putLong(target.serial()));
        return constant(Fletcher64.of(records.array()));
    }

    /** The same number in every role, as providers without DIMM identities have it. */
    public static InterleaveCookie constant(long cookie) {
        return new InterleaveCookie(cookie, cookie, 0);
    }

    /** Which one a region uses: the first only for a label area that has an index of exactly version 1.1. */
    public long chosen(LabelStore store) {
        return store instanceof LabelStore.Labelled labelled && labelled.index().major() == 1 && labelled.index().minor() == 1
                ? first : second;
    }

    private static long hash(List<Member> members, int bytesEach) {
        ByteBuffer records = ByteBuffer.allocate(members.size() * bytesEach).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            records.position(i * bytesEach).putLong(member.regionOffset()).putInt(member.serial());
            if (bytesEach == SECOND_BYTES) {
                records.putShort((short) member.vendor()).putShort((short) member.manufacturingDate())
                        .put((byte) member.manufacturingLocation());
            }
        }
        return Fletcher64.of(records.array());
    }
}
