package daxplane.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed, and what is not. */
class SignedNoteTest {

    private static final String TEXT = "db7/daxplane\n17\n" + "A".repeat(43) + "=\n";

    @TempDir
    Path root;
    private VerifierKey key;
    private String note;

    @BeforeEach
    void sign() throws Exception {
        var keys = new Keys(root.resolve("keys"));
        keys.make("db7/daxplane");
        key = keys.verifier().orElseThrow();
        note = keys.sign(TEXT);
    }

    /** The example of the specification and of Go's golang.org/x/mod/sumdb/note. */
    @Test
    void verifiesTheKnownExample() throws Exception {
        var peter = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String known = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;

        assertThat(SignedNote.verified(known, peter)).startsWith("If you think").endsWith("problem is.\n");
    }

    @Test
    void returnsTheTextThatWasSigned() throws Exception {
        assertThat(SignedNote.verified(note, key)).isEqualTo(TEXT);
        assertThat(VerifierKey.parse(key.text() + "\n")).isEqualTo(key);
    }

    @Test
    void finds_everyFlippedBit() {
        byte[] bytes = note.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String flipped = new String(changed, java.nio.charset.StandardCharsets.UTF_8);
            assertThatThrownBy(() -> SignedNote.verified(flipped, key)).as("bit %d", bit).isInstanceOf(EvidenceException.class);
        }
    }

    @Test
    void refusesANoteOfAnotherKeyEvenWithTheSameName() throws Exception {
        var other = new Keys(root.resolve("other"));
        other.make("db7/daxplane");
        String theirs = other.sign(TEXT);

        assertThatThrownBy(() -> SignedNote.verified(theirs, key)).hasMessageContaining("not signed by 'db7/daxplane'");
    }

    /** The signature of one, under the id of the other. */
    @Test
    void refusesASignatureUnderABorrowedId() throws Exception {
        var other = new Keys(root.resolve("other"));
        other.make("db7/daxplane");
        String line = other.sign(TEXT).substring(TEXT.length() + 1).strip();
        byte[] both = java.util.Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        String forged = SignedNote.of(TEXT, key.name(), key.id(), java.util.Arrays.copyOfRange(both, 4, both.length));

        assertThatThrownBy(() -> SignedNote.verified(forged, key)).hasMessageContaining("changed after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", "text", "text\n\n", "text\n\nno signature\n", "text\n\n\u2014 a\n", "text\n\n\u2014 a b c\n",
            "text\n\n\u2014 a AAAA\n", "text\n\n\u2014 a !!!!\n"})
    void refusesWhatIsNoNote(String text) {
        assertThatThrownBy(() -> SignedNote.verified(text, key)).isInstanceOf(EvidenceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a+b", "a+00000000+AAAA", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+BRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(EvidenceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\n1\nAAAA\n", "a\n-1\nAAAA\n", "a\n01\nAAAA\n", "\n1\nAAAA\n", "a\n9999999999999999999\nAAAA\n"})
    void refusesWhatIsNoCheckpoint(String text) {
        assertThatThrownBy(() -> TreeHead.parse(text)).isInstanceOf(EvidenceException.class).hasMessageContaining("no checkpoint");
    }
}
