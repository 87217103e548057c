package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What gives a namespace a use: {@code btt0.1}, {@code pfn0.0}, {@code dax0.0} on the nd bus. */
public final class Personality extends Device {

    /** The three personalities. */
    public enum Kind {
        /** Sectors that are written wholly or not at all. */
        BTT("btt"),
        /** A disk with direct access. */
        PFN("pfn"),
        /** A character device with direct access. */
        DAX("dax");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What names and attributes start with. */
        public String word() {
            return word;
        }

        static Optional<Kind> ofName(String name) {
            for (Kind kind : values()) {
                if (name.startsWith(kind.word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private final Region region;
    private final Kind kind;

    Personality(Sysfs sysfs, String path, Region region, Kind kind) {
        super(sysfs, path);
        this.region = region;
        this.kind = kind;
    }

    public Region region() {
        return region;
    }

    public Kind kind() {
        return kind;
    }

    /** Empty while it is disabled. */
    public OptionalLong size() {
        return sysfs.number(attribute("size"));
    }

    public Optional<UUID> uuid() {
        return text("uuid").flatMap(Uuids::parse);
    }

    public OptionalLong align() {
        return sysfs.number(attribute("align"));
    }

    public List<Long> supportedAlignments() {
        return text("supported_alignments").map(Choices::all).orElse(List.of());
    }

    /** Where its page structures are: {@code mem}, {@code dev}, {@code none}. */
    public String map() {
        return switch (text("mode").orElse("")) {
            case "ram" -> "mem";
            case "pmem" -> "dev";
            default -> "none";
        };
    }

    public OptionalLong sectorSize() {
        return text("sector_size").map(Choices::current).orElse(OptionalLong.empty());
    }

    public List<Long> supportedSectorSizes() {
        return text("sector_size").map(Choices::all).orElse(List.of());
    }

    public OptionalLong resource() {
        return sysfs.number(attribute("resource"));
    }

    /** Name of the namespace that it has claimed; empty when none. */
    public String namespaceName() {
        return text("namespace").orElse("");
    }

    public Optional<String> blockDevice() {
        return sysfs.names(attribute("block")).stream().findFirst();
    }
}
