package daxplane.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals.CloseableJournal;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal and its log together: every bit of all their files, and a check in another language. */
class JournalEvidenceTest {

    private static final int RECORDS = 3;
    /** What Chronicle writes of its table; the rest of the file is a hole. */
    private static final int TABLE_BYTES = 552;

    @TempDir
    Path state;
    private Path journal;
    private List<JournalRecord> written;
    private String note;

    private record Records(Journal journal) implements Entries {

        @Override
        public long size() {
            return journal.head();
        }

        @Override
        public void read(long from, long to, Predicate<byte[]> sink) throws EvidenceException {
            try {
                journal.stored(from + 1, to, record -> {
                    byte[] entry = Arrays.copyOf(record, 96);
                    System.arraycopy(record, record.length - 32, entry, 64, 32);
                    return sink.test(entry);
                });
            } catch (JournalException damaged) {
                throw new EvidenceException(damaged.what(), damaged);
            }
        }
    }

    @BeforeEach
    void write() throws Exception {
        journal = state.resolve("journal");
        try (var open = new FileJournals(() -> Instant.parse("2026-11-20T12:00:00Z")).write(journal)) {
            for (int number = 1; number <= RECORDS; number++) {
                open.append(new Entry(5, 1, false, ("{\"operation\":\"op-" + number + "\"}").getBytes(StandardCharsets.US_ASCII)));
            }
            note = new Evidence(state).checkpoint(new Records(open), "db7/daxplane/00000000");
            written = records(open);
        }
        // The empty end of the file of records is cut off, but for a little of it.
        byte[] file = Files.readAllBytes(queueFile());
        int end = file.length;
        while (file[end - 1] == 0) {
            end--;
        }
        Files.write(queueFile(), Arrays.copyOf(file, end + 16));
    }

    private Path queueFile() throws IOException {
        return journal.resolve("00000001/20261120.cq4");
    }

    private static List<JournalRecord> records(CloseableJournal open) throws JournalException {
        var records = new ArrayList<JournalRecord>();
        open.read(1, Long.MAX_VALUE, records::add);
        return records;
    }

    /** Found by verifying; or everything that can be read is what was written, and what else there is has no meaning to anybody. */
    private boolean foundOrHarmless(Path file) {
        try (var open = new FileJournals().read(journal)) {
            if (open.verify().damage().isPresent() || !open.findings().isEmpty()) {
                return true;
            }
            boolean same = open.head() == RECORDS && records(open).equals(written);
            return same ? withoutMeaning(file) : !new Evidence(state).verify(new Records(open), Optional.empty(), Optional.empty()).sound();
        } catch (JournalException | EvidenceException refused) {
            return true;
        }
    }

    private boolean withoutMeaning(Path file) {
        String name = journal.relativize(file).toString();
        // What is Chronicle's serves nobody who reads, and no writer goes on with it unless it is as it was left; the index is a cache.
        return name.equals("writer.lock") || name.endsWith("metadata.cq4t") || name.endsWith("bookkeeping") || name.endsWith(".cq4")
                || name.equals("head") || name.equals("index");
    }

    /**
     * Every bit of every file of the journal; those of its log are {@link EvidenceTest}'s. Chronicle's table is a hole behind its first half
     * page; that no bit of it means anything to anybody is {@link #nothingIsReadFromChroniclesTable}.
     */
    @Test
    void findsEveryFlippedBitOrItHasNoMeaning() throws Exception {
        try (var files = Files.walk(journal)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                long bits = 8 * (file.endsWith("metadata.cq4t") ? TABLE_BYTES : Files.size(file));
                try (var open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    for (long bit = 0; bit < bits; bit++) {
                        flip(open, bit);
                        assertThat(foundOrHarmless(file)).as("%s, bit %d", file, bit).isTrue();
                        flip(open, bit);
                    }
                }
            }
        }
        try (var open = new FileJournals().read(journal)) {
            assertThat(records(open)).as("everything was flipped back").isEqualTo(written);
        }
    }

    private static void flip(FileChannel file, long bit) throws IOException {
        var one = ByteBuffer.allocate(1);
        file.read(one, bit / 8);
        one.put(0, (byte) (one.get(0) ^ 1 << bit % 8)).flip();
        file.write(one, bit / 8);
    }

    /** Whatever it is full of, and when it is not there at all. */
    @Test
    void nothingIsReadFromChroniclesTable() throws Exception {
        Path table = journal.resolve("00000001/metadata.cq4t");
        byte[] noise = new byte[(int) Files.size(table)];
        new Random(1).nextBytes(noise);
        for (var content : List.of(Optional.of(noise), Optional.<byte[]>empty())) {
            Files.delete(table);
            if (content.isPresent()) {
                Files.write(table, content.get());
            }
            try (var open = new FileJournals().read(journal)) {
                assertThat(open.verify().damage()).isEmpty();
                assertThat(records(open)).isEqualTo(written);
            }
            if (content.isEmpty()) {
                try (var open = new FileJournals().write(journal)) {
                    assertThat(open.append(new Entry(5, 1, false, new byte[] {'{', '}'})).revision()).isEqualTo(RECORDS + 1L);
                    assertThat(open.verify().damage()).isEmpty();
                }
            } else {
                Files.write(table, noise);
            }
        }
    }

    /** None of the records' own bits may go unnoticed, whatever else may. */
    @Test
    void findsEveryFlippedBitOfARecord() throws Exception {
        byte[] good = Files.readAllBytes(queueFile());
        // The sign at the start of the file has the word too, but no length behind it.
        int first = indexOf(good, "DXJ1\0\0".getBytes(StandardCharsets.US_ASCII)) - 4;
        for (int bit = first * 8; bit < (good.length - 16) * 8; bit++) {
            byte[] changed = good.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(queueFile(), changed);
            try (var open = new FileJournals().read(journal)) {
                var verification = open.verify();
                boolean padding = verification.damage().isEmpty() && records(open).equals(written);
                assertThat(verification.damage().isPresent() || padding).as("bit %d", bit).isTrue();
                if (padding) {
                    // up to three bytes between two documents
                    assertThat(good[bit / 8]).isZero();
                }
            }
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    private record Said(int exit, String text) {
    }

    /** The script of the documentation, which knows nothing of ours. */
    private Said python(Path noteFile, Path keyFile) throws Exception {
        var process = new ProcessBuilder("python3", Path.of("../../docs/verify-journal.py").toString(), journal.toString(),
                noteFile.toString(), keyFile.toString()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static boolean pythonIsHere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @Test
    void isCheckedByAScriptInAnotherLanguage() throws Exception {
        assumeTrue(pythonIsHere(), "NOT TESTED HERE: there is no python3");
        Path noteFile = Files.writeString(state.resolve("kept.note"), note);
        Path keyFile = Files.writeString(state.resolve("kept.key"), new Evidence(state).key().orElseThrow().text());
        String head = written.getLast().hash();

        assertThat(python(noteFile, keyFile)).isEqualTo(new Said(0, RECORDS + " records, sha256 " + head + "\n"));

        Path forged = Files.writeString(state.resolve("forged.note"), note.replace("\n3\n", "\n2\n"));
        assertThat(python(forged, keyFile)).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.text()).contains("not signed with this key");
        });
        Path otherKey = Files.writeString(state.resolve("other.key"), otherKey());
        assertThat(python(noteFile, otherKey).text()).contains("not signed with this key");
        Path tile = state.resolve("evidence/tile/0/000.p/" + RECORDS);
        byte[] hashes = Files.readAllBytes(tile);
        hashes[hashes.length - 1] ^= 1;
        Files.write(tile, hashes);
        assertThat(python(noteFile, keyFile)).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.text()).contains("the tile ", "000.p/" + RECORDS, "is none of this journal");
        });
        byte[] bytes = Files.readAllBytes(queueFile());
        bytes[indexOf(bytes, "op-2".getBytes(StandardCharsets.US_ASCII))] ^= 1;
        Files.write(queueFile(), bytes);
        assertThat(python(noteFile, keyFile).text()).startsWith("1 records").contains("revision 2", "not those that were hashed");
    }

    /** The records were replaced by a journal that is whole in itself. */
    @Test
    void aReplacedJournalIsFoundByTheNote() throws Exception {
        Path kept = Files.writeString(state.resolve("kept.note"), note);
        Path keyFile = Files.writeString(state.resolve("kept.key"), new Evidence(state).key().orElseThrow().text());
        try (var files = Files.walk(journal)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
        try (var open = new FileJournals(() -> Instant.parse("2026-11-20T12:00:00Z")).write(journal)) {
            for (int number = 1; number <= RECORDS + 3; number++) {
                open.append(new Entry(5, 1, false, ("{\"operation\":\"forged-" + number + "\"}").getBytes(StandardCharsets.US_ASCII)));
            }
            assertThat(open.verify().damage()).isEmpty();
            var report = new Evidence(state).verify(new Records(open), Optional.of(note), Optional.empty());
            assertThat(report.flaws()).isNotEmpty();
            assertThat(report.trusted()).isZero();
        }
        if (pythonIsHere()) {
            assertThat(python(kept, keyFile).text()).contains("are not those that the note was signed over");
        }
    }

    private String otherKey() throws EvidenceException {
        var keys = new Keys(state.resolve("others"));
        keys.make("db7/daxplane/00000000");
        return keys.verifier().orElseThrow().text();
    }
}
