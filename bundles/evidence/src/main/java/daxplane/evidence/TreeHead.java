package daxplane.evidence;

import java.util.Base64;

/**
 * What a checkpoint says: three lines (C2SP tlog-checkpoint).
 *
 * <pre>
 *  db7.example/daxplane/0f3a91c2     whose log
 *  4211                              entries, decimal
 *  qINS1GRFaWyN...=                  root of the tree over them, base64
 * </pre>
 */
public record TreeHead(String origin, long size, MerkleHash root) {

    private static final int MOST_DIGITS = 18;

    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
    }

    /** @throws EvidenceException it is no checkpoint */
    static TreeHead parse(String text) throws EvidenceException {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9]\\d{0," + (MOST_DIGITS - 1) + "}")) {
            throw new EvidenceException("this is no checkpoint: its first lines are not an origin, a number of entries and a root");
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            // Decoders take more than one text for the same bytes; a checkpoint has one.
            if (root.length == MerkleHash.BYTES && Base64.getEncoder().encodeToString(root).equals(lines[2])) {
                return new TreeHead(lines[0], Long.parseLong(lines[1]), new MerkleHash(root));
            }
        } catch (IllegalArgumentException noBase64) {
            // told below
        }
        throw new EvidenceException("this is no checkpoint: its third line is not the root of a tree");
    }
}
