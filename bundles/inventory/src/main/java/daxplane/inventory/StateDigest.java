package daxplane.inventory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One number for a whole picture: SHA-256 over its canonical text in UTF-8. The same facts give the same digest, in this
 * version and in every later one; two pictures with the same digest are equal.
 */
public final class StateDigest {

    private StateDigest() {
    }

    /** 64 hexadecimal digits. */
    public static String of(Inventory picture) {
        return of(CanonicalText.of(picture).getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
