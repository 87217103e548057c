package daxplane.journal.format;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of a record, as the first version wrote them. */
class RecordLayoutTest {

    private static final Entry ENTRY = new Entry(5, 1, false,
            "{\"operation\":\"20261120-1\",\"step\":2,\"what\":\"what\"}".getBytes(StandardCharsets.US_ASCII));

    @Test
    void isWhatItAlwaysWas() throws IOException {
        var first = StoredRecord.of(1, Instant.parse("2026-11-20T12:00:00.123456789Z"), ENTRY, 0, Sha256.beforeTheFirst(), Sha256.digest());
        var second = StoredRecord.of(2, Instant.parse("1969-12-31T23:59:59.999999999Z"), ENTRY, 1, first.hash(), Sha256.digest());

        assertThat(hexLines(first.bytes()) + "\n" + hexLines(second.bytes()))
                .isEqualTo(Files.readString(Path.of("src/test/resources/golden/records.DXJ1.hex")));
        assertThat(second.time()).isEqualTo("1969-12-31T23:59:59.999999999Z");
    }

    private static String hexLines(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{64})", "$1\n").strip() + "\n";
    }
}
