package daxplane.dax;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Address ranges in documents: {@code 100000000-107ffffff 110000000-117ffffff}, both ends inclusive. */
final class Ranges {

    private Ranges() {
    }

    static String text(List<AddressRange> ranges) {
        return ranges.stream().map(range -> Long.toHexString(range.start()) + "-" + Long.toHexString(range.last())).collect(Collectors.joining(" "));
    }

    static List<AddressRange> parse(String text) {
        return text.isEmpty() ? List.of() : Stream.of(text.split(" ")).map(range -> {
            String[] ends = range.split("-", 2);
            return new AddressRange(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16) + 1);
        }).toList();
    }
}
