package daxplane.tools.nd;

/** What the namespaces of a region are made from. */
public enum NamespaceType {
    /** The whole region, without labels. */
    IO,
    /** Labels on the DIMMs of the region. */
    PMEM,
    /** Nothing: the region is not of a kind that carries namespaces. */
    NONE;

    /** @param number of the attribute {@code nstype} */
    static NamespaceType of(int number) {
        return switch (number) {
            case 4 -> IO;
            case 5 -> PMEM;
            default -> NONE;
        };
    }
}
