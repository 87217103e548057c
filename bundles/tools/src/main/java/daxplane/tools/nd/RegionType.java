package daxplane.tools.nd;

import java.util.Optional;

/** Whether a region keeps its contents. */
public enum RegionType {
    PMEM("pmem"), BLK("blk"), UNKNOWN("unknown");

    private final String word;

    RegionType(String word) {
        this.word = word;
    }

    /** As listings show it. */
    public String word() {
        return word;
    }

    static RegionType of(String devtype) {
        return switch (devtype) {
            case "nd_pmem", "nd_volatile" -> PMEM;
            case "nd_blk" -> BLK;
            default -> UNKNOWN;
        };
    }

    /** As an option names it. */
    public static Optional<RegionType> named(String word) {
        return switch (word) {
            case "pmem" -> Optional.of(PMEM);
            case "blk" -> Optional.of(BLK);
            default -> Optional.empty();
        };
    }
}
