package daxplane.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeBuilderTest {

    /** RFC 6962, 2.1, as it is defined there: slow and obvious. */
    private static MerkleHash defined(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return MerkleHash.ofNothing();
        }
        if (entries.size() == 1) {
            return MerkleHash.ofEntry(entries.getFirst());
        }
        int split = Integer.highestOneBit(entries.size() - 1);
        return MerkleHash.ofChildren(defined(entries.subList(0, split)), defined(entries.subList(split, entries.size())));
    }

    @Test
    void hasTheRootThatTheRfcDefinesAtEverySize() throws Exception {
        var entries = ListedEntries.of(0, 1100).entries();
        var tree = new TreeBuilder((_, _) -> { });
        assertThat(tree.root()).isEqualTo(defined(List.of()));
        for (int size = 1; size <= entries.size(); size++) {
            tree.add(MerkleHash.ofEntry(entries.get(size - 1)));
            if (size < 600 || size > 1000) {
                assertThat(tree.root()).as("size %d", size).isEqualTo(defined(entries.subList(0, size)));
            }
        }
    }

    /** From the test vectors of certificate-transparency: the tree without entries, and the one over one empty entry. */
    @Test
    void agreesWithKnownHashes() {
        assertThat(MerkleHash.ofNothing()).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleHash.ofEntry(new byte[0])).hasToString("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void cutsTheTreeIntoTilesOf256() throws Exception {
        var widths = new HashMap<String, Integer>();
        var tree = new TreeBuilder((tile, hashes) -> widths.put(tile.path(), hashes.length / 32));
        for (int number = 0; number < 256 * 256 + 300; number++) {
            tree.add(MerkleHash.ofEntry(new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)}));
        }
        assertThat(widths).containsEntry("tile/0/000", 256).containsEntry("tile/0/256", 256).containsEntry("tile/1/000", 256)
                .hasSize(258);
        tree.edge((tile, hashes) -> widths.put(tile.path(), hashes.length / 32));
        assertThat(widths).containsEntry("tile/0/257.p/44", 44).containsEntry("tile/1/001.p/1", 1).containsEntry("tile/2/000.p/1", 1).hasSize(261);
    }

    @Test
    void namesTilesAsTheSpecificationDoes() {
        assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(1, 999, 7).path()).isEqualTo("tile/1/999.p/7");
        assertThat(new Tile(0, 1000, 1).entriesPath()).isEqualTo("tile/entries/x001/000.p/1");
    }
}
