package daxplane.journal.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of the chain. */
public final class Sha256 {

    private Sha256() {
    }

    /** A new digest; one digest serves one thread. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    /** What the first record names as its predecessor's hash: zeros. */
    public static byte[] beforeTheFirst() {
        return new byte[StoredRecord.HASH_BYTES];
    }
}
