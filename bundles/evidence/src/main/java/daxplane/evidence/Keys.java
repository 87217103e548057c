package daxplane.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The key pair of one log, in a directory that only its owner enters.
 *
 * <pre>
 *  keys/                 700
 *    journal.pem         600  PKCS #8, Ed25519: openssl reads it
 *    journal.vkey        600  the public half, NAME+ID+BASE64; for everybody who shall be able to verify
 * </pre>
 */
final class Keys {

    private static final String PRIVATE = "journal.pem";
    private static final String PUBLIC = "journal.vkey";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "-----END PRIVATE KEY-----\n";
    /** What stands before the 32 bytes of a key in PKCS #8. */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int MOST_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;

    Keys(Path directory) {
        this.directory = directory;
    }

    /** The public half; empty when there is no key yet. */
    Optional<VerifierKey> verifier() throws EvidenceException {
        Path file = directory.resolve(PUBLIC);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(VerifierKey.parse(text(file)));
    }

    /** Makes a pair. @param name of the log */
    void make(String name) throws EvidenceException {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            write(directory.resolve(PRIVATE), pem(pair.getPrivate()));
            write(directory.resolve(PUBLIC), VerifierKey.of(name, pair.getPublic()).text() + "\n");
        } catch (IOException | GeneralSecurityException failed) {
            throw new EvidenceException("no key can be made in " + directory + ": " + failed, failed);
        }
    }

    private static String pem(PrivateKey key) {
        return BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n" + END;
    }

    private static void write(Path file, String text) throws IOException {
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        }
    }

    /** Signs, and proves that the public half agrees. @throws EvidenceException others can read the key, or the halves differ */
    String sign(String text) throws EvidenceException {
        VerifierKey verifier = verifier().orElseThrow(() -> new EvidenceException("there is no key " + directory.resolve(PUBLIC)));
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey());
            signature.update(message);
            byte[] signed = signature.sign();
            if (!verifier.verifies(message, signed)) {
                throw new EvidenceException("the two halves of the key in %s do not belong together; restore them from a copy".formatted(directory));
            }
            return SignedNote.of(text, verifier.name(), verifier.id(), signed);
        } catch (GeneralSecurityException unusable) {
            throw new EvidenceException("the key %s is damaged: %s".formatted(directory.resolve(PRIVATE), unusable.getMessage()), unusable);
        }
    }

    private PrivateKey privateKey() throws EvidenceException, GeneralSecurityException {
        Path file = directory.resolve(PRIVATE);
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new EvidenceException("the key %s can be read by others, so its signature proves nothing; make a new one, or 'chmod 600' it if nobody has read it".formatted(file));
            }
        } catch (IOException unreadable) {
            throw EvidenceException.unreadable(file, unreadable);
        }
        String pem = text(file);
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new EvidenceException("the key %s is damaged: it is not a PEM file".formatted(file));
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            // Decoders forgive a lot; this file was written here, and every bit of it counts.
            if (!pem(key).equals(pem) || !Arrays.equals(encoded, 0, PKCS8.length, PKCS8, 0, PKCS8.length)) {
                throw new EvidenceException("the key %s is damaged: it is not as it was written".formatted(file));
            }
            return key;
        } catch (IllegalArgumentException noBase64) {
            throw new EvidenceException("the key %s is damaged: %s".formatted(file, noBase64.getMessage()), noBase64);
        }
    }

    private static String text(Path file) throws EvidenceException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new EvidenceException(file + " is too long for a key");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw EvidenceException.unreadable(file, unreadable);
        }
    }
}
