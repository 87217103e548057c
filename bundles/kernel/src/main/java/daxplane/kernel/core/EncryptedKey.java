package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the kernel's type {@code encrypted}, format {@code enc32}: 32 random bytes, and the blob in which they leave the kernel.
 *
 * <pre>
 *   enc32 user:MASTER 32 HEX        HEX = iv[16] 00 AES-256-CBC(secret)[32] HMAC-SHA256[32]
 * </pre>
 */
record EncryptedKey(byte[] secret, String blob) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int IV_BYTES = 16;

    static EncryptedKey fresh(String master, byte[] masterSecret) {
        byte[] secret = new byte[SECRET_BYTES];
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(secret);
        RANDOM.nextBytes(iv);
        String head = "enc32 " + master + " " + SECRET_BYTES + " ";
        byte[] body = new byte[IV_BYTES + 1 + SECRET_BYTES];
        System.arraycopy(iv, 0, body, 0, IV_BYTES);
        System.arraycopy(crypt(Cipher.ENCRYPT_MODE, masterSecret, iv, secret), 0, body, IV_BYTES + 1, SECRET_BYTES);
        return new EncryptedKey(secret, head + HexFormat.of().formatHex(body) + HexFormat.of().formatHex(mac(masterSecret, head, body)));
    }

    /** EINVAL it is damaged, or another key encrypted it. */
    static EncryptedKey load(String[] words, byte[] masterSecret) throws KernelException {
        int length = IV_BYTES + 1 + SECRET_BYTES;
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(words.length > 4 ? words[4].strip() : "");
        } catch (IllegalArgumentException noHex) {
            throw new KernelException(Errno.EINVAL, "the blob is no hex");
        }
        String head = words[1] + " " + words[2] + " " + words[3] + " ";
        if (bytes.length <= length || !MessageDigest.isEqual(mac(masterSecret, head, Arrays.copyOf(bytes, length)),
                Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new KernelException(Errno.EINVAL, "the blob is damaged, or another key encrypted it");
        }
        byte[] secret = crypt(Cipher.DECRYPT_MODE, masterSecret, Arrays.copyOf(bytes, IV_BYTES), Arrays.copyOfRange(bytes, IV_BYTES + 1, length));
        return new EncryptedKey(secret, head + words[4].strip());
    }

    private static byte[] crypt(int mode, byte[] master, byte[] iv, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(derived("ENC_KEY", master), "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] mac(byte[] master, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derived("AUTH_KEY", master), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] derived(String purpose, byte[] master) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
        return digest.digest(master);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptedKey(var otherSecret, var otherBlob) && MessageDigest.isEqual(secret, otherSecret) && blob.equals(otherBlob);
    }

    @Override
    public int hashCode() {
        return blob.hashCode();
    }

    @Override
    public String toString() {
        return "EncryptedKey[of 32 bytes]";
    }
}
