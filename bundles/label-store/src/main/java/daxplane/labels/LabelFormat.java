package daxplane.labels;

import java.util.Optional;

/** The two sizes of a label slot. CXL labels are of the second size and told apart by their first 16 bytes. */
public enum LabelFormat {

    /** Version 1.1: no checksum, no type, no abstraction. */
    V1_1(128, 1),
    /** Version 1.2, and slots of CXL labels. */
    V1_2(256, 2);

    private final int labelBytes;
    private final int minor;

    LabelFormat(int labelBytes, int minor) {
        this.labelBytes = labelBytes;
        this.minor = minor;
    }

    public int labelBytes() {
        return labelBytes;
    }

    /** Minor version that an index block of this format carries. */
    public int minor() {
        return minor;
    }

    /** {@code 1.1} or {@code 1.2}, as the -V option of init-labels wants it. */
    public static Optional<LabelFormat> ofVersion(String version) {
        return switch (version) {
            case "1.1" -> Optional.of(V1_1);
            case "1.2" -> Optional.of(V1_2);
            default -> Optional.empty();
        };
    }
}
