package daxplane.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One pass over all entries, held against checkpoints and tiles. */
final class Verification {

    /** A checkpoint, and what the entries have to say to it. */
    private static final class Claim {

        private final TreeHead head;
        private final String source;
        private Optional<MerkleHash> found = Optional.empty();

        private Claim(TreeHead head, String source) {
            this.head = head;
            this.source = source;
        }

        private boolean holds() {
            return found.equals(Optional.of(head.root()));
        }
    }

    private final TileFiles files;
    private final List<String> flaws = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private Optional<TreeHead> tiled = Optional.empty();
    /** First entry whose hash is not the one in its tile. */
    private long firstOther = Long.MAX_VALUE;
    private long read;

    Verification(TileFiles files) {
        this.files = files;
    }

    void flaw(String what) {
        flaws.add(what);
    }

    void against(TreeHead head, String source) {
        claims.add(new Claim(head, source));
    }

    /** Also against the tiles, which go as far as this checkpoint. */
    void againstTiles(TreeHead head) {
        against(head, "the checkpoint in " + files.directory());
        tiled = Optional.of(head);
    }

    Report of(Entries entries) throws EvidenceException {
        var tree = new TreeBuilder(this::compare);
        Optional<EvidenceException> broken = Optional.empty();
        claim(tree);
        try {
            entries.read(0, entries.size(), entry -> {
                try {
                    tree.add(MerkleHash.ofEntry(entry));
                    read = tree.size();
                    claim(tree);
                    return true;
                } catch (EvidenceException told) {
                    flaws.add(told.getMessage());
                    return false;
                }
            });
        } catch (EvidenceException damaged) {
            broken = Optional.of(damaged);
            flaws.add(damaged.getMessage());
        }
        return judged(tree, broken.isPresent());
    }

    private void claim(TreeBuilder tree) throws EvidenceException {
        for (Claim claim : claims) {
            if (claim.head.size() == tree.size()) {
                claim.found = Optional.of(tree.root());
            }
        }
        if (tiled.isPresent() && tiled.get().size() == tree.size()) {
            tree.edge(this::compare);
        }
    }

    private void compare(Tile tile, byte[] expected) throws EvidenceException {
        if (tiled.isEmpty() || end(tile) > tiled.get().size()) {
            return;
        }
        Optional<byte[]> stored = files.read(tile.path());
        if (stored.isEmpty()) {
            flaws.add("%s/%s is missing; 'journal checkpoint' makes it again".formatted(files.directory(), tile.path()));
            return;
        }
        int other = Arrays.mismatch(stored.get(), expected);
        if (other >= 0) {
            flaws.add("%s/%s does not agree with the records".formatted(files.directory(), tile.path()));
            if (tile.level() == 0) {
                firstOther = Math.min(firstOther, tile.index() * Tile.FULL + other / MerkleHash.BYTES);
            }
        }
    }

    private static long end(Tile tile) {
        return (tile.index() * Tile.FULL + tile.width()) << 8 * tile.level();
    }

    private Report judged(TreeBuilder tree, boolean broken) throws EvidenceException {
        long trusted = broken || claims.isEmpty() ? read : tree.size();
        Optional<TreeHead> signed = Optional.empty();
        for (Claim claim : claims) {
            if (claim.holds()) {
                if (signed.isEmpty() || signed.get().size() < claim.head.size()) {
                    signed = Optional.of(claim.head);
                }
            } else if (claim.found.isPresent()) {
                long first = firstChanged();
                trusted = Math.min(trusted, first);
                flaws.add(first == 0 && firstOther != 0
                        ? "records 1 to %d are not those that %s was signed over: the journal was replaced, or rewritten".formatted(claim.head.size(), claim.source)
                        : "record %d is not the one that %s was signed over: it was changed, or all from there on were".formatted(first + 1, claim.source));
            } else if (!broken) {
                flaws.add("%s was signed over %d records, and there are %d: some were cut off".formatted(claim.source, claim.head.size(), read));
            }
        }
        if (signed.isPresent()) {
            trusted = Math.max(trusted, signed.get().size());
        }
        return new Report(read, trusted, signed, flaws);
    }

    /** The first entry that differs from the tiles, when those are the ones that were signed; else nobody can say. */
    private long firstChanged() throws EvidenceException {
        return firstOther != Long.MAX_VALUE && tilesAreSigned() ? firstOther : 0;
    }

    private boolean tilesAreSigned() throws EvidenceException {
        TreeHead head = tiled.orElseThrow();
        var fromTiles = new TreeBuilder((_, _) -> { });
        for (long index = 0; index * Tile.FULL < head.size(); index++) {
            int width = (int) Math.min(Tile.FULL, head.size() - index * Tile.FULL);
            Optional<byte[]> tile = files.read(new Tile(0, index, width).path());
            if (tile.isEmpty() || tile.get().length != width * MerkleHash.BYTES) {
                return false;
            }
            for (MerkleHash leaf : Evidence.hashes(tile.get())) {
                fromTiles.add(leaf);
            }
        }
        return fromTiles.root().equals(head.root());
    }
}
