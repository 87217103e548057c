package daxplane.kernel.media;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.Interleave;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.Media.DecodedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From physical addresses to places on DIMMs. */
public final class AddressMap {

    private final NavigableMap<Long, MappedRange> ranges = new TreeMap<>(Long::compareUnsigned);

    private final NavigableMap<Long, MappedRange> decoded = new TreeMap<>(Long::compareUnsigned);

    private record MappedRange(AddressRange range, List<DimmPart> parts) {
    }

    /** @param bytes how many bytes from here on lie side by side, on the DIMM as well as in physical memory */
    public record Place(int dimm, long deviceAddress, long bytes) {
    }

    private AddressMap() {
    }

    /** DIMMs of the NFIT by their position; behind them, one for each range without devices. */
    public static AddressMap of(Firmware firmware) {
        AddressMap map = new AddressMap();
        firmware.nfit().ifPresent(map::add);
        int next = firmware.nfit().map(nfit -> nfit.dimms().size()).orElse(0);
        for (AddressRange range : firmware.withoutDevices()) {
            map.ranges.put(range.start(), new MappedRange(range, List.of(DimmPart.whole(next++, range.bytes()))));
        }
        return map;
    }

    /** DIMMs of the NFIT by their position. */
    public static AddressMap of(Nfit nfit) {
        AddressMap map = new AddressMap();
        map.add(nfit);
        return map;
    }

    private void add(Nfit nfit) {
        List<Long> dimms = nfit.dimms();
        Map<Integer, Interleave> interleaves = nfit.interleaves().stream()
                .collect(Collectors.toMap(Interleave::index, interleave -> interleave, (first, _) -> first));
        for (SystemRange range : nfit.ranges()) {
            List<MemoryMapping> mappings = nfit.mappings().stream().filter(mapping -> mapping.rangeIndex() == range.index()).toList();
            List<DimmPart> parts = new ArrayList<>();
            for (MemoryMapping mapping : mappings) {
                parts.add(DimmPart.of(mapping, dimms.indexOf(mapping.handle()), mappings,
                        Optional.ofNullable(interleaves.get(mapping.interleaveIndex()))));
            }
            if (!parts.isEmpty()) {
                ranges.put(range.range().start(), new MappedRange(range.range(), parts));
            }
        }
    }

    /** Physical addresses of a piece of a DIMM; what no range leads to is left out. */
    List<AddressRange> addresses(int dimm, AddressRange deviceAddresses) {
        List<AddressRange> found = new ArrayList<>();
        for (NavigableMap<Long, MappedRange> all : List.of(ranges, decoded)) {
            for (MappedRange mapped : all.values()) {
                for (DimmPart part : mapped.parts()) {
                    if (part.dimm() == dimm) {
                        part.offsets(deviceAddresses).forEach(piece ->
                                found.add(AddressRange.ofSize(mapped.range().start() + piece.start(), piece.bytes())));
                    }
                }
            }
        }
        return found;
    }

    /** What decoders lead to, in place of what they led to before. */
    void decode(List<DecodedRange> decoders) {
        decoded.clear();
        for (DecodedRange decoder : decoders) {
            List<DimmPart> parts = new ArrayList<>();
            for (int i = 0; i < decoder.parts().size(); i++) {
                parts.add(DimmPart.inTurn(decoder, i));
            }
            decoded.put(decoder.range().start(), new MappedRange(decoder.range(), parts));
        }
    }

    /** Where the byte at the address lies; empty when no DIMM is behind it. */
    public Optional<Place> place(long address) {
        return place(ranges, address).or(() -> place(decoded, address));
    }

    private static Optional<Place> place(NavigableMap<Long, MappedRange> ranges, long address) {
        var found = ranges.floorEntry(address);
        if (found == null || !found.getValue().range().contains(address)) {
            return Optional.empty();
        }
        long offset = address - found.getKey();
        return found.getValue().parts().stream().map(part -> part.place(offset)).flatMap(Optional::stream).findFirst();
    }
}
