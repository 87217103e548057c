package daxplane.kernel.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Closes secrets for the machine's records with AES-GCM; its key is in a file of the machine's folder that only its owner reads. */
public final class KeySeal {

    private static final String FILE = "keyring.secret";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private byte[] key = {};

    /** @param folder of the machine; the file is made when the first secret is closed */
    public KeySeal(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Whose key ends with the process. */
    public static KeySeal ofThisProcess() {
        KeySeal seal = new KeySeal(Path.of(""));
        seal.key = random();
        return seal;
    }

    String close(byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, nonce, secret);
        byte[] both = Arrays.copyOf(nonce, nonce.length + closed.length);
        System.arraycopy(closed, 0, both, nonce.length, closed.length);
        return Base64.getUrlEncoder().encodeToString(both);
    }

    /** A secret that was closed with another key is one that nobody knows. */
    byte[] open(String text) {
        byte[] both = Base64.getUrlDecoder().decode(text);
        return crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES), Arrays.copyOfRange(both, NONCE_BYTES, both.length));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the machine's keyring cannot be opened: " + impossible.getMessage(), impossible);
        }
    }

    private byte[] key() {
        if (key.length == 0) {
            try {
                key = Files.exists(file) ? Files.readAllBytes(file) : fresh();
            } catch (IOException failure) {
                key = random();                                // a machine without files; its keys end with the process
            }
        }
        return key;
    }

    private byte[] fresh() throws IOException {
        byte[] made = random();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, made, StandardOpenOption.WRITE);
        return made;
    }

    private static byte[] random() {
        byte[] made = new byte[KEY_BYTES];
        RANDOM.nextBytes(made);
        return made;
    }
}
