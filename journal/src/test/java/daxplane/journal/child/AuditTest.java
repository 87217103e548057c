package daxplane.journal.child;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that docs/JOURNAL.md gives to auditors, run as they would. */
class AuditTest {

    private static final Path PAGE = Path.of("../docs/JOURNAL.md");

    /** Header of the document, header of the record, and what stands in the JSON before the operation. */
    private static final int RECORD_STARTS_BEFORE_ITS_OPERATION = 4 + 64 + "{\"operation\":\"".length();

    @TempDir
    Path root;
    private Path journal;
    private String headHash;

    @BeforeEach
    void write() throws Exception {
        Matcher program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(program.find()).isTrue();
        Files.writeString(root.resolve("AuditJournal.java"), program.group(1));
        journal = root.resolve("journal");
        try (var open = new FileJournals().write(journal)) {
            for (int number = 1; number <= 20; number++) {
                open.append(Notes.note("{\"operation\":\"op-%d\",\"step\":%d,\"what\":\"what\"}".formatted(number, number)));
            }
            headHash = open.verify().headHash();
        }
    }

    private ChildJvm.Ended audit(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                root.resolve("AuditJournal.java").toString()));
        command.addAll(List.of(arguments));
        command.add(journal.toString());
        return ChildJvm.run(command);
    }

    @Test
    void findsTheSameRecordsAndHash() throws Exception {
        var audit = audit("-v");

        assertThat(audit.output()).endsWith("20 records, sha256 " + headHash + "\n").contains(" type 5 {\"operation\":\"op-17\",\"step\":17,\"what\":\"what\"}\n");
        assertThat(audit.exit()).isZero();
    }

    @Test
    void findsAFlippedBitAndACut() throws Exception {
        Path file = journal.resolve("00000001").resolve(queueFile());
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            int at = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("op-17");
            bytes.seek(at);
            bytes.write('O');
            assertThat(audit().output()).contains("16 records", "then: revision 17 in ", ": its bytes are not those that were hashed");

            bytes.setLength(at - RECORD_STARTS_BEFORE_ITS_OPERATION);
            var cut = audit();
            assertThat(cut.output()).contains("16 records", "then: cut off, there were 20");
            assertThat(cut.exit()).isEqualTo(1);
        }
    }

    private String queueFile() throws Exception {
        try (var files = Files.list(journal.resolve("00000001"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".cq4")).findFirst().orElseThrow();
        }
    }
}
