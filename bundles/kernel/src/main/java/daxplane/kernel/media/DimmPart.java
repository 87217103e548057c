package daxplane.kernel.media;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware.Interleave;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Media.DecodedRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a system range that one DIMM carries. The range is cut into lines; the DIMM has {@code lines.length} of the
 * lines of each round, and the rounds follow each other:
 *
 * <pre>
 *   offset in range - regionOffset = (round * roundLines + slot) * lineBytes + rest
 *   device address  - dpaStart     = (round * lines      + line) * lineBytes + rest      where slot = offsets[line]
 * </pre>
 *
 * Source: ACPI, NVDIMM firmware interface table, interleave structure.
 *
 * @param lineOfSlot which of its lines lies in a slot of the round
 */
record DimmPart(int dimm, long regionOffset, long dpaStart, long bytes, long lineBytes, long roundLines, int lines,
        Map<Long, Integer> lineOfSlot) {

    private static final long LINE_BYTES = 4096;

    /** All of a storage, in one piece. */
    static DimmPart whole(int dimm, long bytes) {
        return new DimmPart(dimm, 0, 0, bytes, bytes, 1, 1, Map.of(0L, 0));
    }

    /** One of those that take turns. */
    static DimmPart inTurn(DecodedRange set, int position) {
        AddressRange own = set.parts().get(position).dpa();
        return new DimmPart(set.parts().get(position).dimm(), (long) position * set.lineBytes(), own.start(), own.bytes(), set.lineBytes(),
                set.parts().size(), 1, Map.of(0L, 0));
    }

    static DimmPart of(MemoryMapping mapping, int dimm, List<MemoryMapping> set, Optional<Interleave> interleave) {
        if (mapping.interleaveWays() > 1 && interleave.isPresent() && !interleave.get().offsets().isEmpty()) {
            List<Long> offsets = interleave.get().offsets();
            Map<Long, Integer> lineOfSlot = new HashMap<>();
            for (int line = 0; line < offsets.size(); line++) {
                lineOfSlot.put(offsets.get(line), line);
            }
            return new DimmPart(dimm, mapping.regionOffset(), mapping.dpaStart(), mapping.bytes(), interleave.get().lineBytes(),
                    (long) offsets.size() * mapping.interleaveWays(), offsets.size(), lineOfSlot);
        }
        return withoutTable(mapping, dimm, set);
    }

    /**
     * Without an interleave structure: line by line in turn when the offsets of the set say so (one line apart), else one
     * piece.
     */
    private static DimmPart withoutTable(MemoryMapping mapping, int dimm, List<MemoryMapping> set) {
        List<Long> offsets = set.stream().map(MemoryMapping::regionOffset).sorted(Comparator.naturalOrder()).toList();
        if (set.size() > 1 && offsets.getFirst() != 0) {       // nobody has the first line: the offsets only tell members apart
            return new DimmPart(dimm, (long) offsets.indexOf(mapping.regionOffset()) * LINE_BYTES, mapping.dpaStart(), mapping.bytes(),
                    LINE_BYTES, set.size(), 1, Map.of(0L, 0));
        }
        boolean inTurn = set.size() > 1 && offsets.get(0) == 0 && offsets.get(1) > 0 && set.size() == mapping.interleaveWays()
                && offsets.get(1) < mapping.bytes();
        for (int i = 0; inTurn && i < offsets.size(); i++) {
            inTurn = offsets.get(i) == i * offsets.get(1);
        }
        if (inTurn) {
            return new DimmPart(dimm, mapping.regionOffset(), mapping.dpaStart(), mapping.bytes(), offsets.get(1), set.size(), 1,
                    Map.of(0L, 0));
        }
        return new DimmPart(dimm, mapping.regionOffset(), mapping.dpaStart(), mapping.bytes(), mapping.bytes(), 1, 1, Map.of(0L, 0));
    }

    /** Where pieces of the DIMM lie in the system range: a range of offsets for each line. */
    List<AddressRange> offsets(AddressRange deviceAddresses) {
        List<AddressRange> found = new ArrayList<>();
        long from = Math.max(deviceAddresses.start(), dpaStart) - dpaStart;
        long to = Math.min(deviceAddresses.end(), dpaStart + bytes) - dpaStart;
        while (from < to) {
            long count = Math.min(to - from, lineBytes - from % lineBytes);
            int line = (int) (from / lineBytes % lines);
            for (Map.Entry<Long, Integer> slot : lineOfSlot.entrySet()) {
                if (slot.getValue() == line) {
                    long lineNumber = from / lineBytes / lines * roundLines + slot.getKey();
                    found.add(AddressRange.ofSize(regionOffset + lineNumber * lineBytes + from % lineBytes, count));
                }
            }
            from += count;
        }
        return found;
    }

    /** @param offset from the start of the system range */
    Optional<AddressMap.Place> place(long offset) {
        long inSet = offset - regionOffset;
        if (inSet < 0 || bytes == 0) { // a table may map nothing
            return Optional.empty();
        }
        long round = inSet / lineBytes / roundLines;
        Integer line = lineOfSlot.get(inSet / lineBytes % roundLines);
        if (line == null) {
            return Optional.empty();
        }
        long rest = inSet % lineBytes;
        long onDimm = (round * lines + line) * lineBytes + rest;
        if (onDimm >= bytes) {
            return Optional.empty();
        }
        return Optional.of(new AddressMap.Place(dimm, dpaStart + onDimm, Math.min(lineBytes - rest, bytes - onDimm)));
    }
}
