package daxplane.journal.format;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Entry;
import daxplane.journal.Notes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredRecordTest {

    private static final Entry ENTRY = Notes.note("memory43 is still online");
    private static final StoredRecord RECORD = StoredRecord.of(17, Instant.parse("2026-11-20T12:00:00.5Z"), ENTRY, 3,
            Sha256.beforeTheFirst(), Sha256.digest());

    private static boolean good(byte[] bytes) {
        var record = StoredRecord.stored(bytes);
        return record.misshapen().isEmpty() && record.proven(Sha256.digest());
    }

    @Test
    void hasWhatItWasMadeFrom() {
        var again = StoredRecord.stored(RECORD.bytes().clone());

        assertThat(good(again.bytes())).isTrue();
        assertThat(again.revision()).isEqualTo(17);
        assertThat(again.time()).isEqualTo("2026-11-20T12:00:00.5Z");
        assertThat(again.type()).isEqualTo(Notes.TYPE);
        assertThat(again.typeVersion()).isEqualTo(1);
        assertThat(again.place()).isEqualTo(3);
        assertThat(again.previous()).isEqualTo(new byte[32]);
        assertThat(again.payload()).isEqualTo(ENTRY.payload());
        assertThat(again.length()).isEqualTo(StoredRecord.FRAME_BYTES + ENTRY.payload().length);
    }

    @Property(tries = 500)
    void noticesAnyFlippedBit(@ForAll @IntRange(max = 1 << 12) int any) {
        byte[] bytes = RECORD.bytes().clone();
        int bit = any % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(good(bytes)).isFalse();
    }

    @Property(tries = 200)
    void noticesAnyCut(@ForAll @IntRange(max = 1 << 12) int any) {
        assertThat(good(Arrays.copyOf(RECORD.bytes(), any % RECORD.length()))).isFalse();
        assertThat(good(Arrays.copyOf(RECORD.bytes(), RECORD.length() + 1 + any % 100))).isFalse();
    }

    /** Found by fuzzing: the hash is right, and no instant is that late. */
    @ParameterizedTest
    @CsvSource({"9223372036854775807, 0", "-9223372036854775808, 0", "0, -1", "0, 1000000000"})
    void refusesATimeThatIsNone(long seconds, int nanos) {
        byte[] bytes = RECORD.bytes().clone();
        ByteBuffer.wrap(bytes).putLong(16, seconds).putInt(24, nanos);

        assertThat(StoredRecord.stored(bytes).misshapen()).contains("its time is no time");
    }
}
