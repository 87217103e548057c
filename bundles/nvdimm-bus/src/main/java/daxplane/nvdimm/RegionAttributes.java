package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attributes of a region. docs/kernel/attributes.md 1. */
final class RegionAttributes {

    private static final long PAGE = 4096;

    private final RegionDevice region;
    private final RegionDescription description;

    RegionAttributes(RegionDevice region) {
        this.region = region;
        this.description = region.description();
    }

    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(region.typeAttributes());
        attributes.addAll(NumaAttributes.of(description));
        attributes.add(Attribute.readOnly("size", () -> Long.toUnsignedString(description.range().bytes()) + "\n"));
        attributes.add(Attribute.rootOnly("resource", () -> Hex.of(description.range().start()) + "\n"));
        attributes.add(Attribute.readOnly("nstype", () -> region.namespaceType() + "\n"));
        attributes.add(Attribute.readOnly("mappings", () -> description.mappings().size() + "\n"));
        attributes.add(Attribute.readOnly("max_available_extent", () -> region.largestExtent() + "\n"));
        attributes.add(Attribute.readOnly("init_namespaces", () -> active().initialised() + "\n"));
        attributes.add(Attribute.readOnly("badblocks", () -> {
            active();
            return SectorList.text(region.range(), region.badPlaces(region.range()));
        }));
        attributes.add(Attribute.readWrite("align", () -> Hex.of(region.align()) + "\n", this::align));
        attributes.add(Attribute.readWrite("read_only", () -> region.readOnly() ? "1\n" : "0\n",
                value -> region.readOnly(new WrittenText(value).toBoolean())));
        for (SeedKind kind : SeedKind.values()) {
            attributes.add(Attribute.readOnly(kind.attribute(), () -> region.seedName(kind) + "\n"));
        }
        for (int i = 0; i < description.mappings().size(); i++) {
            String text = mapping(i);
            attributes.add(Attribute.readOnly("mapping" + i, () -> text));
        }
        description.rangeIndex().ifPresent(index -> attributes.add(Attribute.readOnly("nfit/range_index", () -> index + "\n")));
        description.domain().ifPresent(domain -> attributes.add(Attribute.readOnly("persistence_domain", () -> domain + "\n")));
        attributes.addAll(ofInterleaveSet());
        return attributes;
    }

    /** No flush hints are simulated, so deep_flush cannot be written. An interleave set is what the NFIT tells of, even one of nothing. */
    private List<Attribute> ofInterleaveSet() {
        List<Attribute> attributes = new ArrayList<>();
        if (!description.mappings().isEmpty()) {
            attributes.add(region.flushHints() ? Attribute.readWrite("deep_flush", () -> "1\n", RegionAttributes::flush)
                    : Attribute.readOnly("deep_flush", () -> "0\n"));
        }
        if (!description.mappings().isEmpty() || description.rangeIndex().isPresent()) {
            attributes.add(Attribute.readOnly("available_size", () -> region.available() + "\n"));
            attributes.add(Attribute.readOnly("set_cookie", () -> "0x%x\n".formatted(region.cookie())));
        }
        return attributes;
    }

    private static void flush(String value) throws KernelException {
        if (!new WrittenText(value).toBoolean()) {
            throw new KernelException(Errno.EINVAL, "only 1 flushes");
        }
    }

    private String mapping(int i) {
        RegionDescription.Piece piece = description.mappings().get(i);
        return "%s,%d,%d,%d\n".formatted(region.dimms().get(i).name(), piece.range().start(), piece.range().bytes(), piece.position());
    }

    private RegionActivity active() throws KernelException {
        Optional<RegionActivity> activity = region.activity();
        return activity.orElseThrow(() -> new KernelException(Errno.ENXIO, region.name() + " is disabled"));
    }

    /** A power of two of at least a page on each DIMM, and not more than the region. Corpus ns-region-align. */
    private void align(String value) throws KernelException {
        long bytes = new WrittenText(value).toUnsigned(Long.SIZE);
        long each = Long.divideUnsigned(bytes, region.ways());
        if (Long.bitCount(each) != 1 || each < PAGE || Long.compareUnsigned(bytes, description.range().bytes()) > 0
                || Long.remainderUnsigned(bytes, region.ways()) != 0) {
            throw new KernelException(Errno.EINVAL, "alignment " + value.strip());
        }
        region.align(bytes);
    }
}
