package daxplane.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The log of one sequence of entries, in a state directory.
 *
 * <pre>
 *  STATE/evidence/checkpoint    the last signed note
 *  STATE/evidence/tile/...      the tree up to there; made again from the entries when it is lost
 *  STATE/keys/                  the pair it is signed with
 * </pre>
 */
public final class Evidence {

    private final TileFiles files;
    private final Keys keys;

    public Evidence(Path state) {
        this.files = new TileFiles(state.resolve("evidence"));
        this.keys = new Keys(state.resolve("keys"));
    }

    /** Whether anything was ever signed here. */
    public boolean exists() {
        return Files.exists(files.directory().resolve(TileFiles.CHECKPOINT)) || Files.exists(files.directory()) && hasKey();
    }

    private boolean hasKey() {
        try {
            return keys.verifier().isPresent();
        } catch (EvidenceException damaged) {
            return true;
        }
    }

    /** The key to verify with, for others; empty before the first checkpoint. */
    public Optional<VerifierKey> key() throws EvidenceException {
        return keys.verifier();
    }

    /**
     * Brings the tree up to the present end of the entries and signs its root. Whoever keeps the note elsewhere can prove one day
     * that nothing before it was changed.
     *
     * @param origin whose entries they are, {@code HOST/daxplane/...}; taken when a key is made, which happens the first time
     * @throws EvidenceException the entries are not those that were signed before: nothing is signed then
     */
    public String checkpoint(Entries entries, String origin) throws EvidenceException {
        if (keys.verifier().isEmpty()) {
            keys.make(origin);
        }
        Optional<TreeHead> before = head();
        var tree = before.isPresent() ? goOn(before.get(), entries) : new TreeBuilder(this::write);
        long to = entries.size();
        add(tree, entries, to);
        Set<String> edge = new HashSet<>();
        tree.edge((tile, hashes) -> {
            write(tile, hashes);
            edge.add(tile.path());
        });
        String note = keys.sign(new TreeHead(name(), tree.size(), tree.root()).text());
        files.writeNote(note);
        if (before.isPresent()) {
            removeEdge(before.get().size(), edge);
        }
        return note;
    }

    private String name() throws EvidenceException {
        return keys.verifier().orElseThrow().name();
    }

    private void write(Tile tile, byte[] hashes) throws EvidenceException {
        files.write(tile.path(), hashes);
    }

    /** Tiles of a former right edge that nobody needs any more. */
    private void removeEdge(long size, Set<String> stillThere) throws EvidenceException {
        for (int level = 0; level <= Tile.HIGHEST_LEVEL; level++) {
            int width = TreeBuilder.width(size, level);
            String path = new Tile(level, size >>> 8 * (level + 1), Math.max(1, width)).path();
            if (width > 0 && !stillThere.contains(path)) {
                files.remove(path);
            }
        }
    }

    /** What was signed last. @throws EvidenceException it cannot be trusted */
    private Optional<TreeHead> head() throws EvidenceException {
        Optional<String> note = files.note();
        return note.isPresent() ? Optional.of(head(note.get(), trusted(Optional.empty()))) : Optional.empty();
    }

    private static TreeHead head(String note, VerifierKey key) throws EvidenceException {
        var head = TreeHead.parse(SignedNote.verified(note, key));
        if (!head.origin().equals(key.name())) {
            throw new EvidenceException("the checkpoint is one of '%s', and these are the records of '%s'".formatted(head.origin(), key.name()));
        }
        return head;
    }

    private VerifierKey trusted(Optional<VerifierKey> given) throws EvidenceException {
        if (given.isPresent()) {
            return given.get();
        }
        return keys.verifier().orElseThrow(() -> new EvidenceException("there is no key to verify with: give the one that was noted with the checkpoint"));
    }

    /** The tree as it was signed, from its tiles, or from the entries when tiles are lost or changed. */
    private TreeBuilder goOn(TreeHead signed, Entries entries) throws EvidenceException {
        if (entries.size() < signed.size()) {
            throw new EvidenceException("there are %d records, and a checkpoint was signed over %d: some were cut off"
                    .formatted(entries.size(), signed.size()));
        }
        Optional<TreeBuilder> stored = stored(signed);
        if (stored.isPresent() && lastAgrees(signed, entries)) {
            return stored.get();
        }
        var again = new TreeBuilder(this::write);
        add(again, entries, signed.size());
        if (!again.root().equals(signed.root())) {
            throw new EvidenceException("records 1 to %d are not those that a checkpoint was signed over; 'journal verify' tells which"
                    .formatted(signed.size()));
        }
        again.edge(this::write);
        return again;
    }

    /** From the right edge on the disk, when it has the root that was signed. */
    private Optional<TreeBuilder> stored(TreeHead signed) throws EvidenceException {
        List<List<MerkleHash>> edge = new ArrayList<>();
        for (int level = 0; level <= Tile.HIGHEST_LEVEL && signed.size() >>> 8 * level > 0; level++) {
            int width = TreeBuilder.width(signed.size(), level);
            edge.add(new ArrayList<>());
            if (width > 0) {
                Optional<byte[]> tile = files.read(new Tile(level, signed.size() >>> 8 * (level + 1), width).path());
                if (tile.isEmpty() || tile.get().length != width * MerkleHash.BYTES) {
                    return Optional.empty();
                }
                edge.getLast().addAll(hashes(tile.get()));
            }
        }
        var tree = new TreeBuilder(this::write, signed.size(), edge);
        return tree.root().equals(signed.root()) ? Optional.of(tree) : Optional.empty();
    }

    /** Whether the last entry that was signed is the one that stands there now: the chain proves those before it. */
    private boolean lastAgrees(TreeHead signed, Entries entries) throws EvidenceException {
        if (signed.size() == 0) {
            return true;
        }
        var leaf = new ArrayList<MerkleHash>();
        entries.read(signed.size() - 1, signed.size(), entry -> leaf.add(MerkleHash.ofEntry(entry)));
        Optional<MerkleHash> stored = leaf(signed.size() - 1, signed.size());
        return leaf.size() == 1 && stored.equals(Optional.of(leaf.getFirst()));
    }

    private Optional<MerkleHash> leaf(long index, long size) throws EvidenceException {
        long tile = index / Tile.FULL;
        int width = tile == size / Tile.FULL ? TreeBuilder.width(size, 0) : Tile.FULL;
        return files.read(new Tile(0, tile, width).path()).filter(bytes -> bytes.length == width * MerkleHash.BYTES)
                .map(bytes -> hashes(bytes).get((int) (index % Tile.FULL)));
    }

    static List<MerkleHash> hashes(byte[] tile) {
        var hashes = new ArrayList<MerkleHash>();
        for (int at = 0; at + MerkleHash.BYTES <= tile.length; at += MerkleHash.BYTES) {
            hashes.add(new MerkleHash(java.util.Arrays.copyOfRange(tile, at, at + MerkleHash.BYTES)));
        }
        return hashes;
    }

    private static void add(TreeBuilder tree, Entries entries, long to) throws EvidenceException {
        var failed = new ArrayList<EvidenceException>();
        entries.read(tree.size(), to, entry -> {
            try {
                tree.add(MerkleHash.ofEntry(entry));
                return true;
            } catch (EvidenceException told) {
                failed.add(told);
                return false;
            }
        });
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
        if (tree.size() != to) {
            throw new EvidenceException("there are %d records, and %d could be read".formatted(to, tree.size()));
        }
    }

    /**
     * Holds the entries against everything that was ever signed and is at hand: the checkpoint here, a note that was kept elsewhere, and
     * every tile.
     *
     * @param since a note that was kept elsewhere
     * @param key   the key that was kept with it; without it the one that stands here is believed
     * @throws EvidenceException {@code since} is no note, or none of these records: nothing was compared with it
     */
    public Report verify(Entries entries, Optional<String> since, Optional<VerifierKey> key) throws EvidenceException {
        var check = new Verification(files);
        if (since.isPresent()) {
            check.against(head(since.get(), trusted(key)), "the note");
        }
        try {
            Optional<String> note = files.note();
            if (note.isPresent()) {
                check.againstTiles(head(note.get(), trusted(key)));
            } else if (hasKey()) {
                check.flaw("there is a key and no checkpoint in " + files.directory() + ": it was lost, or taken away; 'journal checkpoint' makes another one");
            }
        } catch (EvidenceException damaged) {
            check.flaw("the checkpoint in " + files.directory() + ": " + damaged.getMessage());
        }
        checkKey(check);
        return check.of(entries);
    }

    /** A key that can no longer sign is noticed before it is needed. */
    private void checkKey(Verification check) {
        try {
            if (keys.verifier().isPresent()) {
                keys.sign("a probe, signed for nobody\n");
            }
        } catch (EvidenceException damaged) {
            check.flaw(damaged.getMessage());
        }
    }

    /**
     * Writes the whole log, entries included, for somebody who has tools for C2SP tlog-tiles and none of ours.
     *
     * @param to a directory that does not exist yet
     */
    public void export(Entries entries, Path to) throws EvidenceException {
        if (Files.exists(to)) {
            throw new EvidenceException(to + " exists already");
        }
        TreeHead signed = head().orElseThrow(() -> new EvidenceException("nothing was signed yet; 'journal checkpoint' does it"));
        var there = new TileFiles(to);
        TreeBuilder.Tiles tiles = (tile, hashes) -> {
            there.write(tile.path(), hashes);
            if (tile.level() == 0) {
                there.write(tile.entriesPath(), bundle(entries, tile));
            }
        };
        var tree = new TreeBuilder(tiles);
        add(tree, entries, signed.size());
        if (!tree.root().equals(signed.root())) {
            throw new EvidenceException("records 1 to %d are not those that a checkpoint was signed over; 'journal verify' tells which".formatted(signed.size()));
        }
        tree.edge(tiles);
        there.writeNote(files.note().orElseThrow());
    }

    private static byte[] bundle(Entries entries, Tile tile) throws EvidenceException {
        var bytes = new ByteArrayOutputStream();
        long from = tile.index() * Tile.FULL;
        entries.read(from, from + tile.width(), entry -> {
            bytes.write(entry.length >>> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
            return true;
        });
        return bytes.toByteArray();
    }
}
