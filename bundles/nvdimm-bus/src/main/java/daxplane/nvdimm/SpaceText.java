package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.nvdimm.dpa.DimmSpace;
import java.util.stream.Collectors;

/** The extents of a DIMM as text for a document: {@code OWNER START BYTES}, hexadecimal, separated by commas. */
final class SpaceText {

    private SpaceText() {
    }

    static String of(DimmSpace space) {
        return space.extents().stream().map(extent -> extent.owner() + " " + Long.toHexString(extent.range().start()) + " "
                + Long.toHexString(extent.range().bytes())).collect(Collectors.joining(","));
    }

    static DimmSpace parse(String text) {
        DimmSpace space = DimmSpace.EMPTY;
        if (!text.isEmpty()) {
            for (String extent : text.split(",")) {
                String[] fields = extent.split(" ");
                space = space.reserve(fields[0], AddressRange.ofSize(Long.parseUnsignedLong(fields[1], 16),
                        Long.parseUnsignedLong(fields[2], 16))).orElseThrow(() -> new IllegalStateException("extents overlap: " + text));
            }
        }
        return space;
    }
}
