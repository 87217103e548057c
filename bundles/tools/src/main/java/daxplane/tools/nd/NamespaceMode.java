package daxplane.tools.nd;

import java.util.Optional;

/** How the memory of a namespace is used, by the names that administrators know. */
public enum NamespaceMode {
    RAW("raw"), SECTOR("sector"), FSDAX("fsdax"), DEVDAX("devdax");

    private final String word;

    NamespaceMode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The kernel's words in the attribute {@code mode}. */
    static NamespaceMode ofAttribute(String text) {
        return switch (text) {
            case "safe" -> SECTOR;
            case "memory" -> FSDAX;
            case "dax" -> DEVDAX;
            default -> RAW;
        };
    }

    /** As an option names it; older words are understood. */
    public static Optional<NamespaceMode> named(String word) {
        return switch (word) {
            case "raw" -> Optional.of(RAW);
            case "sector", "safe" -> Optional.of(SECTOR);
            case "fsdax", "memory" -> Optional.of(FSDAX);
            case "devdax", "dax" -> Optional.of(DEVDAX);
            default -> Optional.empty();
        };
    }
}
