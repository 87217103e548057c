package daxplane.evidence;

/**
 * A piece of the tree: up to 256 neighbouring hashes of one level, each over 256 times as many entries as one of the level below.
 *
 * <pre>
 *  tile/0/000            hashes of the entries 0 to 255, 32 bytes each
 *  tile/0/x001/234       hashes of the entries 1234 x 256 and on
 *  tile/1/000.p/17       the first 17 hashes of level 1: each over a full tile of level 0
 *  tile/entries/000.p/9  the first 9 entries, each behind its length in 16 bits
 * </pre>
 *
 * Source: C2SP tlog-tiles.
 *
 * @param level from 0
 * @param index number of the tile in its level, from 0
 * @param width how many hashes, 1 to 256; fewer than 256 only at the right edge
 */
record Tile(int level, long index, int width) {

    static final int FULL = 256;
    static final int HIGHEST_LEVEL = 7;

    /** Relative to the log's directory. */
    String path() {
        return "tile/" + level + "/" + place();
    }

    /** Of the entries below a tile of level 0. */
    String entriesPath() {
        return "tile/entries/" + place();
    }

    private String place() {
        var digits = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            digits.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return width == FULL ? digits.toString() : digits + ".p/" + width;
    }
}
