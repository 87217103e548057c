package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A piece of a region: {@code namespace0.2}. */
public final class Namespace extends Device {

    /** Below that nothing counts as configured: a page. */
    private static final long SMALLEST_BYTES = 4096;
    private static final UUID NIL = new UUID(0, 0);

    private final Region region;

    Namespace(Sysfs sysfs, String path, Region region) {
        super(sysfs, path);
        this.region = region;
    }

    public Region region() {
        return region;
    }

    public NamespaceType type() {
        return NamespaceType.of(sysfs.smallNumber(attribute("nstype")).orElse(0));
    }

    public long size() {
        return sysfs.number(attribute("size")).orElse(0);
    }

    public NamespaceMode mode() {
        return NamespaceMode.ofAttribute(text("mode").orElse("raw"));
    }

    /** The uuid of its label; nil when it has none. */
    public UUID uuid() {
        return Uuids.parse(text("uuid").orElse("")).orElse(NIL);
    }

    /** The name that an administrator gave it; may be empty. */
    public String alternativeName() {
        return text("alt_name").orElse("");
    }

    /** Bytes of a logical block, as its label says; empty where nothing is chosen, or there is no choice. */
    public OptionalLong sectorSize() {
        return text("sector_size").map(Choices::current).orElse(OptionalLong.empty());
    }

    /** Sizes of logical blocks that can be asked for. */
    public java.util.List<Long> supportedSectorSizes() {
        return text("sector_size").map(Choices::all).orElse(java.util.List.of());
    }

    public OptionalLong resource() {
        return sysfs.number(attribute("resource"));
    }

    public boolean forcedRaw() {
        return sysfs.number(attribute("force_raw")).orElse(0) != 0;
    }

    /** The personality that has claimed it. */
    public Optional<Personality> personality() {
        return text("holder").flatMap(holder -> Personality.Kind.ofName(holder)
                .map(kind -> new Personality(sysfs, region.attribute(holder), region, kind)));
    }

    /** Whether it can be used: by itself, or through its personality. */
    public boolean active() {
        return personality().map(Personality::enabled).orElseGet(this::enabled);
    }

    /** Whether somebody has given it a size and, where it has labels, a uuid. */
    public boolean configured() {
        return switch (type()) {
            case PMEM -> Long.compareUnsigned(size(), SMALLEST_BYTES) >= 0 && !uuid().equals(NIL);
            case IO -> true;
            case NONE -> false;
        };
    }

    /** Its disk in raw mode; empty when it has none. */
    public Optional<String> blockDevice() {
        return sysfs.names(attribute("block")).stream().findFirst();
    }
}
