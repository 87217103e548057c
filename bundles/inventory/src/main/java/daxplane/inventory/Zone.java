package daxplane.inventory;

/** The zone that an online memory block belongs to, as {@code valid_zones} prints it. */
public enum Zone {
    DMA("DMA"), DMA32("DMA32"), NORMAL("Normal"), MOVABLE("Movable"), DEVICE("Device"),
    /** Several zones or holes: the kernel prints {@code none}, and such a block cannot be taken offline. */
    MIXED("none");

    private final String text;

    Zone(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException when the kernel used a word unknown to us */
    public static Zone of(String text) {
        for (Zone zone : values()) {
            if (zone.text.equals(text)) {
                return zone;
            }
        }
        throw new IllegalArgumentException("unknown zone: " + text);
    }
}
