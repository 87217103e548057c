package daxplane.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Who signs, for everybody: {@code NAME+KEYID+BASE64}, the base64 of 0x01 and the 32 bytes of an Ed25519 key; the key id is the first
 * four bytes of SHA-256(NAME, newline, 0x01, key), in hex. Source: C2SP signed-note.
 */
public record VerifierKey(String name, byte[] publicBytes) {

    static final byte ED25519 = 1;
    static final int ID_BYTES = 4;

    /** What stands before the 32 bytes of a key in X.509. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int PUBLIC_BYTES = 32;

    public VerifierKey {
        if (publicBytes.length != PUBLIC_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
        }
        publicBytes = publicBytes.clone();
    }

    /** @throws EvidenceException it is no key, or its parts do not belong together */
    public static VerifierKey parse(String text) throws EvidenceException {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length == 3 && !parts[0].isEmpty()) {
            try {
                byte[] key = Base64.getDecoder().decode(parts[2]);
                if (key.length == 1 + PUBLIC_BYTES && key[0] == ED25519) {
                    var parsed = new VerifierKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
                    if (parsed.text().equals(text.strip())) {
                        return parsed;
                    }
                }
            } catch (IllegalArgumentException noBase64) {
                // told below
            }
        }
        throw new EvidenceException("this is no key to verify with: it must read NAME+ID+BASE64, as 'journal key' prints it");
    }

    static VerifierKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    public String text() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed());
    }

    private byte[] typed() {
        var typed = new byte[1 + PUBLIC_BYTES];
        typed[0] = ED25519;
        System.arraycopy(publicBytes, 0, typed, 1, PUBLIC_BYTES);
        return typed;
    }

    byte[] id() {
        MessageDigest digest = MerkleHash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(typed()), ID_BYTES);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            var x509 = Arrays.copyOf(X509, X509.length + PUBLIC_BYTES);
            System.arraycopy(publicBytes, 0, x509, X509.length, PUBLIC_BYTES);
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException noSuchPoint) {
            return false;
        }
    }

    @Override
    public byte[] publicBytes() {
        return publicBytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && name.equals(key.name) && Arrays.equals(publicBytes, key.publicBytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicBytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
