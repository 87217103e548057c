package daxplane.tools.daxctl;

import daxplane.host.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tables in which one proximity domain becomes several of equal size, as the original makes them: the memory of the domain is cut
 * into pieces, each piece behind the first gets a domain of its own behind those that SLIT knows, as far from the others as the
 * domain was, and 11 from its sisters. In order: SRAT, SLIT, NFIT.
 *
 * <pre>
 *   every table   +4 length u32, +9 checksum u8, +24 OEM revision u32 (one more than before), +36 contents
 *   SRAT          from +48: type 1 is memory: +2 domain u32, +8 base u64, +16 length u64
 *   SLIT          +36 number of domains u64, +44 distances, a byte each
 *   NFIT          from +40: type 0 is a range: +4 index u16, +12 domain u32, +32 base u64, +40 length u64
 *                           type 1 is a part of a DIMM: +10 region u16, +12 index of the range u16, +16 size u64, +24 offset u64
 * </pre>
 */
final class FirmwareTables {

    private static final int LENGTH = 4;
    private static final int CHECKSUM = 9;
    private static final int REVISION = 24;
    private static final int SELF = 10;
    private static final int SISTER = 11;
    /** SLIT gives a byte to each pair. */
    private static final int MOST_DOMAINS = 1024;

    private final int domain;
    private final int pieces;
    private final List<String> told = new ArrayList<>();
    private int firstNew;

    /** A table that cannot be split. The message is the original's where it has one. */
    static final class Unsplittable extends Exception {
        private static final long serialVersionUID = 1;
        private final Errno errno;

        Unsplittable(Errno errno, String message) {
            super(message);
            this.errno = errno;
        }

        Errno errno() {
            return errno;
        }
    }

    FirmwareTables(int domain, int pieces) {
        this.domain = domain;
        this.pieces = pieces;
    }

    /** What was done since this was asked last, a line each. */
    List<String> takeTold() {
        var taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** @throws Unsplittable ENOENT: no memory is in the domain; ENXIO: more than one entry is, or this is no SRAT */
    byte[] srat(byte[] table) throws Unsplittable {
        var entries = entries(table, "SRAT", 48, 1);
        var memory = entries.stream().filter(entry -> entry.get(0) == 1 && entry.limit() >= 40 && entry.getInt(2) == domain).toList();
        if (memory.isEmpty()) {
            throw new Unsplittable(Errno.ENOENT, "SRAT: proximity domain to split not found\n");
        }
        if (memory.size() > 1) {
            throw new Unsplittable(Errno.ENXIO, "SRAT: no support for splitting multiple entry proximity domains\n");
        }
        firstNew = 1 + entries.stream().mapToInt(entry -> entry.get(0) == 1 && entry.limit() >= 6 ? entry.getInt(2) : 0).max().orElse(0);
        var out = new ArrayList<>(entries);
        out.addAll(cut(memory.getFirst(), "SRAT", 2, 8, 16));
        return written(table, 48, out, 0);
    }

    /** The domain's distances for each of its pieces. */
    byte[] slit(byte[] table) throws Unsplittable {
        entries(table, "SLIT", table.length, 1);
        long known = table.length < 44 ? 0 : buffer(table).getLong(36);
        if (domain < 0 || known <= domain || known > MOST_DOMAINS || table.length < 44 + known * known) {
            throw new Unsplittable(Errno.ENXIO, "SLIT: it does not tell of proximity domain " + domain + "\n");
        }
        int before = (int) known;
        int now = before + pieces - 1;
        byte[] split = Arrays.copyOf(table, 44 + now * now);
        buffer(split).putLong(36, now);
        for (int from = 0; from < now; from++) {
            for (int to = 0; to < now; to++) {
                int a = from < before ? from : domain;
                int b = to < before ? to : domain;
                split[44 + from * now + to] = from == to ? SELF : a == b && from != to ? SISTER : table[44 + a * before + b];
            }
        }
        return sealed(split);
    }

    /** @return empty: no range of persistent memory is in the domain */
    Optional<byte[]> nfit(byte[] table) throws Unsplittable {
        var entries = entries(table, "NFIT", 40, 2);
        var ranges = entries.stream().filter(entry -> entry.getShort(0) == 0 && entry.limit() >= 56).toList();
        var matching = ranges.stream().filter(entry -> entry.getInt(12) == domain).toList();
        if (matching.isEmpty()) {
            told.add("NFIT: proximity domain to split not found");
            return Optional.empty();
        }
        if (matching.size() > 1) {
            throw new Unsplittable(Errno.ENXIO, "NFIT: no support for splitting multiple entry proximity domains\n");
        }
        int index = Short.toUnsignedInt(matching.getFirst().getShort(4));
        int next = 1 + ranges.stream().mapToInt(entry -> Short.toUnsignedInt(entry.getShort(4))).max().orElse(0);
        Predicate<ByteBuffer> part = entry -> entry.getShort(0) == 1 && entry.limit() >= 48 && Short.toUnsignedInt(entry.getShort(12)) == index;
        var parts = entries.stream().filter(part).toList();
        var out = new ArrayList<>(entries.stream().filter(part.negate()).toList());
        var added = cut(matching.getFirst(), "NFIT", 12, 32, 40);
        for (int piece = 0; piece < added.size(); piece++) {
            added.get(piece).putShort(4, (short) (next + piece));
        }
        out.addAll(added);
        for (ByteBuffer whole : parts) {
            out.addAll(parts(whole, index, next));
        }
        // The original leaves the room of the parts that it wrote anew.
        return Optional.of(written(table, 40, out, parts.stream().mapToInt(ByteBuffer::limit).sum()));
    }

    private List<ByteBuffer> parts(ByteBuffer whole, int index, int next) {
        long size = Long.divideUnsigned(whole.getLong(16), pieces);
        var all = new ArrayList<ByteBuffer>();
        for (int piece = 0; piece < pieces; piece++) {
            var part = copy(whole);
            part.putShort(10, (short) (whole.getShort(10) + piece));
            part.putShort(12, (short) (piece == 0 ? index : next + piece - 1));
            part.putLong(16, size);
            part.putLong(24, whole.getLong(24) + piece * size);
            told.add("NFIT: " + (piece == 0 ? "edit: " : " add: ") + hex(size) + "@" + hex(part.getLong(24)) + " region_id: " + Short.toUnsignedInt(part.getShort(10)));
            all.add(part);
        }
        return all;
    }

    /** Makes the entry the first piece. @return the others */
    private List<ByteBuffer> cut(ByteBuffer entry, String table, int domainAt, int baseAt, int lengthAt) {
        long length = Long.divideUnsigned(entry.getLong(lengthAt), pieces);
        var added = new ArrayList<ByteBuffer>();
        for (int piece = 1; piece < pieces; piece++) {
            var next = copy(entry);
            next.putLong(baseAt, entry.getLong(baseAt) + piece * length).putLong(lengthAt, length).putInt(domainAt, firstNew + piece - 1);
            added.add(next);
        }
        entry.putLong(lengthAt, length);
        told.add(said(table, "edit: ", entry, domainAt, baseAt, length));
        added.forEach(next -> told.add(said(table, " add: ", next, domainAt, baseAt, length)));
        return added;
    }

    private static String said(String table, String what, ByteBuffer entry, int domainAt, int baseAt, long length) {
        return table + ": " + what + hex(length) + "@" + hex(entry.getLong(baseAt)) + " pxm: " + entry.getInt(domainAt);
    }

    private static String hex(long number) {
        return number == 0 ? "0" : "0x" + Long.toHexString(number);
    }

    /** Copies of what a table lists. @param lengthBytes of type and of length, each */
    private static List<ByteBuffer> entries(byte[] table, String name, int start, int lengthBytes) throws Unsplittable {
        if (table.length < 36 || !new String(table, 0, 4, StandardCharsets.US_ASCII).equals(name) || buffer(table).getInt(LENGTH) != table.length) {
            throw new Unsplittable(Errno.ENXIO, name + ": this is no such table, or a part of one\n");
        }
        var all = new ArrayList<ByteBuffer>();
        for (int at = start; at < table.length;) {
            int length = table.length - at < 2 * lengthBytes ? 0
                    : lengthBytes == 1 ? Byte.toUnsignedInt(table[at + 1]) : Short.toUnsignedInt(buffer(table).getShort(at + 2));
            if (length < 2 * lengthBytes || length > table.length - at) {
                throw new Unsplittable(Errno.ENXIO, name + ": at 0x" + Integer.toHexString(at) + " the length of a structure is wrong\n");
            }
            all.add(buffer(Arrays.copyOfRange(table, at, at + length)));
            at += length;
        }
        return all;
    }

    private static byte[] written(byte[] before, int start, List<ByteBuffer> entries, int room) {
        int bytes = start + entries.stream().mapToInt(ByteBuffer::limit).sum() + room;
        var table = buffer(new byte[bytes]);
        table.put(before, 0, start);
        entries.forEach(entry -> table.put(entry.array()));
        return sealed(table.array());
    }

    /** With its length, its checksum, and a revision more. */
    private static byte[] sealed(byte[] table) {
        var fields = buffer(table);
        fields.putInt(LENGTH, table.length).putInt(REVISION, fields.getInt(REVISION) + 1).put(CHECKSUM, (byte) 0);
        int sum = 0;
        for (byte value : table) {
            sum += value;
        }
        table[CHECKSUM] = (byte) -sum;
        return table;
    }

    private static ByteBuffer copy(ByteBuffer entry) {
        return buffer(entry.array().clone());
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
