package daxplane.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A hash of a Merkle tree (RFC 6962, 2.1): SHA-256 over 0x00 and an entry, or over 0x01 and two hashes. */
public record MerkleHash(byte[] bytes) {

    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    public MerkleHash {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    public static MerkleHash ofEntry(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new MerkleHash(digest.digest(entry));
    }

    public static MerkleHash ofChildren(MerkleHash left, MerkleHash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new MerkleHash(digest.digest(right.bytes));
    }

    /** The root of a tree without entries. */
    public static MerkleHash ofNothing() {
        return new MerkleHash(sha256().digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MerkleHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
