package daxplane.evidence;

import java.util.ArrayList;
import java.util.List;

/** Grows a tree by one entry after the other, and keeps no more of it than its right edge. Not thread-safe. */
final class TreeBuilder {

    /** Gets every tile as soon as it is full. */
    @FunctionalInterface
    interface Tiles {
        void full(Tile tile, byte[] hashes) throws EvidenceException;
    }

    /** Of each level the hashes that do not fill a tile yet. */
    private final List<List<MerkleHash>> edge = new ArrayList<>();
    private final Tiles tiles;
    private long size;

    TreeBuilder(Tiles tiles) {
        this.tiles = tiles;
    }

    /** Goes on with a tree whose right edge is known. @param edge see {@link #edge} */
    TreeBuilder(Tiles tiles, long size, List<List<MerkleHash>> edge) {
        this(tiles);
        this.size = size;
        edge.forEach(level -> this.edge.add(new ArrayList<>(level)));
    }

    /** How wide the last tile of a level is; 0 when there is none that is not full. */
    static int width(long size, int level) {
        return (int) ((size >>> 8 * level) % Tile.FULL);
    }

    long size() {
        return size;
    }

    void add(MerkleHash leaf) throws EvidenceException {
        size++;
        add(0, leaf);
    }

    private void add(int level, MerkleHash hash) throws EvidenceException {
        while (edge.size() <= level) {
            edge.add(new ArrayList<>());
        }
        List<MerkleHash> hashes = edge.get(level);
        hashes.add(hash);
        if (hashes.size() == Tile.FULL) {
            tiles.full(new Tile(level, (size >>> 8 * (level + 1)) - 1, Tile.FULL), joined(hashes));
            MerkleHash above = perfect(hashes, 0, Tile.FULL);
            hashes.clear();
            add(level + 1, above);
        }
    }

    /** The tiles of the right edge, those with hashes. */
    void edge(Tiles partial) throws EvidenceException {
        for (int level = 0; level < edge.size(); level++) {
            List<MerkleHash> hashes = edge.get(level);
            if (!hashes.isEmpty()) {
                partial.full(new Tile(level, size >>> 8 * (level + 1), hashes.size()), joined(hashes));
            }
        }
    }

    MerkleHash root() {
        List<MerkleHash> perfect = new ArrayList<>();
        for (int level = edge.size() - 1; level >= 0; level--) {
            List<MerkleHash> hashes = edge.get(level);
            int from = 0;
            for (int count = Integer.highestOneBit(hashes.size()); count > 0; count = Integer.highestOneBit(hashes.size() - from)) {
                perfect.add(perfect(hashes, from, from + count));
                from += count;
            }
        }
        if (perfect.isEmpty()) {
            return MerkleHash.ofNothing();
        }
        MerkleHash root = perfect.getLast();
        for (int at = perfect.size() - 2; at >= 0; at--) {
            root = MerkleHash.ofChildren(perfect.get(at), root);
        }
        return root;
    }

    /** Over a power of two of neighbouring hashes. */
    private static MerkleHash perfect(List<MerkleHash> hashes, int from, int to) {
        if (to - from == 1) {
            return hashes.get(from);
        }
        int middle = (from + to) >>> 1;
        return MerkleHash.ofChildren(perfect(hashes, from, middle), perfect(hashes, middle, to));
    }

    private static byte[] joined(List<MerkleHash> hashes) {
        var bytes = new byte[hashes.size() * MerkleHash.BYTES];
        for (int at = 0; at < hashes.size(); at++) {
            System.arraycopy(hashes.get(at).bytes(), 0, bytes, at * MerkleHash.BYTES, MerkleHash.BYTES);
        }
        return bytes;
    }
}
