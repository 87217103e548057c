package daxplane.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A text and who signed it (C2SP signed-note): the text, an empty line, and a line per signature.
 *
 * <pre>
 *  ...
 *
 *  — NAME BASE64                     of four bytes of key id and the signature
 * </pre>
 */
final class SignedNote {

    private static final String SIGNED = "\u2014 ";
    /** A checkpoint has three lines and some signatures; anything longer is none. */
    static final int MOST_CHARS = 16 << 10;
    private static final int MOST_SIGNATURES = 64;

    private SignedNote() {
    }

    static String of(String text, String name, byte[] keyId, byte[] signature) {
        var both = Arrays.copyOf(keyId, keyId.length + signature.length);
        System.arraycopy(signature, 0, both, keyId.length, signature.length);
        return text + "\n" + SIGNED + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /** The text, when {@code key} signed it. @throws EvidenceException it did not, or this is no note */
    static String verified(String note, VerifierKey key) throws EvidenceException {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > MOST_CHARS || end < 0 || !note.endsWith("\n")) {
            throw new EvidenceException("this is no signed note: a text, an empty line and signatures");
        }
        String text = note.substring(0, end + 1);
        String[] lines = note.substring(end + 2).split("\n");
        if (lines.length > MOST_SIGNATURES) {
            throw new EvidenceException("this is no signed note: it has %d signatures".formatted(lines.length));
        }
        String others = "";
        for (String line : lines) {
            String[] words = line.startsWith(SIGNED) ? line.substring(SIGNED.length()).split(" ", -1) : new String[0];
            if (words.length != 2) {
                throw new EvidenceException("this is no signed note: a line behind the text is no signature");
            }
            byte[] both = decoded(words[1]);
            if (words[0].equals(key.name()) && Arrays.equals(both, 0, VerifierKey.ID_BYTES, key.id(), 0, VerifierKey.ID_BYTES)) {
                if (key.verifies(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(both, VerifierKey.ID_BYTES, both.length))) {
                    return text;
                }
                throw new EvidenceException("the note was changed after '%s' signed it, or somebody else signed it".formatted(key.name()));
            }
            others += others.isEmpty() ? words[0] : ", " + words[0];
        }
        throw new EvidenceException("the note is not signed by '%s' with the key that is trusted here, but by: %s".formatted(key.name(), others));
    }

    private static byte[] decoded(String base64) throws EvidenceException {
        try {
            byte[] both = Base64.getDecoder().decode(base64);
            if (both.length > VerifierKey.ID_BYTES && Base64.getEncoder().encodeToString(both).equals(base64)) {
                return both;
            }
        } catch (IllegalArgumentException noBase64) {
            // told below
        }
        throw new EvidenceException("this is no signed note: a signature is not base64");
    }
}
