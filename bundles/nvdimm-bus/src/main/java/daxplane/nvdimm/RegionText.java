package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.labels.InterleaveCookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What a region is, as texts of a document, where no firmware would tell it again. */
final class RegionText {

    private RegionText() {
    }

    static void describe(RegionDescription region, Map<String, String> values) {
        values.put("range", text(region.range()));
        values.put("pieces", String.join(" ", region.mappings().stream()
                .map(piece -> piece.dimm() + ":" + text(piece.range()) + ":" + piece.position()).toList()));
        region.cookie().ifPresent(cookie -> values.put("cookie", Long.toHexString(cookie.first())));
        values.put("type", region.type().toString());
        values.put("numa", Integer.toString(region.numaNode()));
        values.put("target", Integer.toString(region.targetNode().orElse(-1)));
        region.domain().ifPresent(domain -> values.put("domain", domain));
    }

    static RegionDescription parse(Map<String, String> values) {
        List<RegionDescription.Piece> pieces = new ArrayList<>();
        for (String piece : values.get("pieces").split(" ")) {
            if (!piece.isEmpty()) {
                String[] parts = piece.split(":");
                pieces.add(new RegionDescription.Piece(Integer.parseInt(parts[0]), range(parts[1]), Integer.parseInt(parts[2])));
            }
        }
        int target = Integer.parseInt(values.get("target"));
        return new RegionDescription(range(values.get("range")), true, pieces,
                Optional.ofNullable(values.get("cookie")).map(hex -> InterleaveCookie.constant(Long.parseUnsignedLong(hex, 16))),
                UUID.fromString(values.get("type")), OptionalInt.empty(), Integer.parseInt(values.get("numa")),
                target < 0 ? OptionalInt.empty() : OptionalInt.of(target), Optional.ofNullable(values.get("domain")), false);
    }

    private static String text(AddressRange range) {
        return Long.toHexString(range.start()) + "-" + Long.toHexString(range.end());
    }

    private static AddressRange range(String text) {
        String[] bounds = text.split("-");
        return new AddressRange(Long.parseUnsignedLong(bounds[0], 16), Long.parseUnsignedLong(bounds[1], 16));
    }
}
