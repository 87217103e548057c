package daxplane.kernel.firmware;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware.ControlRegion;
import daxplane.kernel.Firmware.Interleave;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.firmware.AcpiTable.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The NVDIMM firmware interface table.
 *
 * <pre>
 *   header, 4 reserved bytes, then structures (type u16, length u16):
 *   0 system range   4 index u16  6 flags u16  12 proximity u32  16 type guid  32 base u64  40 length u64  48 attributes u64
 *   1 mapping        4 handle u32  8 physical id u16  10 region id u16  12 range u16  14 control u16  16 bytes u64
 *                    24 region offset u64  32 device address u64  40 interleave u16  42 ways u16  44 flags u16
 *   2 interleave     4 index u16  8 lines u32  12 line bytes u32  16 offset u32 each, in lines
 *   4 control region 4 index u16  6 vendor, device, revision, subsystem vendor, device, revision u16 each  18 valid u8
 *                    19 location u8  20 date u16  24 serial u32  28 format u16  30 windows u16
 *   6 flush hints    4 handle u32  8 count u16  16 address u64 each
 *   7 capabilities   4 highest valid bit u8  8 capabilities u32
 * </pre>
 *
 * Other types are skipped. Source: ACPI 6.4 section 5.2.25.
 */
public final class NfitTable {

    private static final int FIRST_STRUCTURE = AcpiTable.HEADER_BYTES + 4;
    private static final int PROXIMITY_VALID = 2;

    /** Physical addresses and sizes on any machine are below 2^52. */
    private static final int ADDRESS_BITS = 52;

    private final AcpiTable table;
    private final List<SystemRange> ranges = new ArrayList<>();
    private final List<MemoryMapping> mappings = new ArrayList<>();
    private final List<Integer> mappingOffsets = new ArrayList<>();
    private final List<ControlRegion> controls = new ArrayList<>();
    private final List<Interleave> interleaves = new ArrayList<>();
    private final Set<Long> flushHints = new TreeSet<>();
    private Optional<Integer> capabilities = Optional.empty();

    private NfitTable(AcpiTable table) {
        this.table = table;
    }

    public static Nfit parse(String file, byte[] bytes) throws UnusableFile {
        NfitTable parser = new NfitTable(AcpiTable.of(file, bytes, "NFIT", FIRST_STRUCTURE));
        for (Structure structure : parser.table.structures(FIRST_STRUCTURE, AcpiTable.Head.WORDS)) {
            parser.take(structure);
        }
        parser.refuseDimmsWithoutIdentity();
        return new Nfit(parser.table.revision(), List.copyOf(parser.ranges), List.copyOf(parser.mappings), List.copyOf(parser.controls),
                List.copyOf(parser.interleaves), parser.capabilities, Set.copyOf(parser.flushHints));
    }

    private void take(Structure structure) throws UnusableFile {
        switch (structure.type()) {
            case 0 -> takeRange(structure);
            case 1 -> takeMapping(structure);
            case 2 -> takeInterleave(structure);
            case 4 -> takeControl(structure);
            case 6 -> {
                table.atLeast(structure, 16);
                if (table.u16(structure.offset() + 8) > 0) {
                    flushHints.add(table.u32(structure.offset() + 4));
                }
            }
            case 7 -> {
                table.atLeast(structure, 16);
                int valid = Math.min(31, table.u8(structure.offset() + 4));
                capabilities = Optional.of((int) (table.u32(structure.offset() + 8) & (2L << valid) - 1));
            }
            default -> { }
        }
    }

    private void takeRange(Structure structure) throws UnusableFile {
        table.atLeast(structure, 56);
        int at = structure.offset();
        AddressRange range = range(at + 32, at + 40);
        int index = table.u16(at + 4);
        for (SystemRange other : ranges) {
            if (other.range().overlaps(range)) {
                throw table.unusable(at, "the range " + range + " overlaps the range " + other.range());
            }
            if (other.index() == index && index != 0) {
                throw table.unusable(at + 4, "the range index " + index + " is used twice");
            }
        }
        int flags = table.u16(at + 6);
        OptionalInt proximity = (flags & PROXIMITY_VALID) != 0 ? OptionalInt.of((int) table.u32(at + 12)) : OptionalInt.empty();
        ranges.add(new SystemRange(index, flags, proximity, table.guid(at + 16), range, table.u64(at + 48)));
    }

    private void takeMapping(Structure structure) throws UnusableFile {
        table.atLeast(structure, 48);
        int at = structure.offset();
        mappings.add(new MemoryMapping(table.u32(at + 4), table.u16(at + 8), table.u16(at + 10), table.u16(at + 12), table.u16(at + 14),
                size(at + 16), size(at + 24), size(at + 32), table.u16(at + 40), table.u16(at + 42), table.u16(at + 44)));
        mappingOffsets.add(at);
        AddressRange onDevice = AddressRange.ofSize(mappings.getLast().dpaStart(), mappings.getLast().bytes());
        if (onDevice.end() >>> ADDRESS_BITS != 0) {
            throw table.unusable(at + 16, "the mapping ends at 0x" + Long.toHexString(onDevice.end()) + " of the device");
        }
    }

    /** Linux 6.12.117 follows a pointer to nowhere when a DIMM has no control region at all. */
    private void refuseDimmsWithoutIdentity() throws UnusableFile {
        for (int i = 0; i < mappings.size(); i++) {
            long handle = mappings.get(i).handle();
            if (mappings.stream().filter(mapping -> mapping.handle() == handle).allMatch(mapping -> mapping.controlIndex() == 0)) {
                throw table.unusable(mappingOffsets.get(i) + 14, "the DIMM 0x" + Long.toHexString(handle) + " has no control region");
            }
        }
    }

    private void takeInterleave(Structure structure) throws UnusableFile {
        table.atLeast(structure, 16);
        int at = structure.offset();
        long lines = table.u32(at + 8);
        if (lines > (structure.length() - 16) / 4) {
            throw table.unusable(at + 8, lines + " lines do not fit into a structure of " + structure.length() + " bytes");
        }
        long lineBytes = table.u32(at + 12);
        if (lines > 0 && (lineBytes == 0 || lineBytes > 1 << 30)) {
            throw table.unusable(at + 12, "lines of " + lineBytes + " bytes");
        }
        List<Long> offsets = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            offsets.add(table.u32(at + 16 + 4 * line));
        }
        interleaves.add(new Interleave(table.u16(at + 4), (int) lineBytes, List.copyOf(offsets)));
    }

    private void takeControl(Structure structure) throws UnusableFile {
        table.atLeast(structure, 32);
        int at = structure.offset();
        controls.add(new ControlRegion(table.u16(at + 4), table.u16(at + 6), table.u16(at + 8), table.u16(at + 10), table.u16(at + 12),
                table.u16(at + 14), table.u16(at + 16), table.u8(at + 18), table.u8(at + 19), table.u16(at + 20), table.u32(at + 24),
                table.u16(at + 28), table.u16(at + 30)));
    }

    private AddressRange range(int baseOffset, int lengthOffset) throws UnusableFile {
        long base = size(baseOffset);
        long length = size(lengthOffset);
        if (length == 0) {
            throw table.unusable(lengthOffset, "the range is empty");
        }
        if (base + length >>> ADDRESS_BITS != 0) {
            throw table.unusable(lengthOffset, "the range ends behind 2^" + ADDRESS_BITS);
        }
        return AddressRange.ofSize(base, length);
    }

    private long size(int offset) throws UnusableFile {
        long value = table.u64(offset);
        if (value >>> ADDRESS_BITS != 0) {
            throw table.unusable(offset, "0x" + Long.toHexString(value) + " is more than 2^" + ADDRESS_BITS);
        }
        return value;
    }
}
