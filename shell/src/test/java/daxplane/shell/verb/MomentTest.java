package daxplane.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One reader for what people write for a moment. */
class MomentTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-20T22:27:01Z"); // 23:27:01 in Berlin

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:30:00Z, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00.123456789Z, 2026-11-20T09:30:00.123456789Z",
        "2026-11-20t09:30:00z, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00+05:30, 2026-11-20T04:00:00Z",
        "2026-11-20T09:30:00-0100, 2026-11-20T10:30:00Z",
        "2026-11-20T09:30, 2026-11-20T08:30:00Z",
        "2026-07-20 9:30, 2026-07-20T07:30:00Z",
        "2026-11-20 22:27:18+01:00, 2026-11-20T21:27:18Z",
        "2026-11-20, 2026-11-19T23:00:00Z",
        "today, 2026-11-19T23:00:00Z",
        "yesterday, 2026-11-18T23:00:00Z",
        "yesterday 18:00, 2026-11-19T17:00:00Z",
        "18:00, 2026-11-20T17:00:00Z",
        "18:00:05.5Z, 2026-11-20T18:00:05.500Z",
        "now, 2026-11-20T22:27:01Z",
        "2h, 2026-11-20T20:27:01Z",
        "-2h, 2026-11-20T20:27:01Z",
        "90m, 2026-11-20T20:57:01Z",
        "30s, 2026-11-20T22:26:31Z",
        "7d, 2026-11-13T22:27:01Z",
        "2w, 2026-11-06T22:27:01Z",
        // An hour that the clocks leave out is the one after it.
        "2026-03-29 2:30, 2026-03-29T01:30:00Z"
    })
    void readsTimes(String said, Instant expected) {
        assertThat(Moment.parse(said, NOW, BERLIN)).hasValueSatisfying(moment -> assertThat(((Moment.Time) moment).at()).isEqualTo(expected));
    }

    /** A second that a listing shows has all records of it; whatever is coarser or finer is an instant. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:30:00Z, 999999999",
        "2026-11-20 09:30:00+01:00, 999999999",
        "yesterday 18:00:07, 999999999",
        "2026-11-20T09:30:00.5Z, 0",
        "2026-11-20T09:30Z, 0",
        "2026-11-20T09:30+05:30, 0",
        "18:00, 0",
        "2026-11-20, 0",
        "now, 0",
        "-30s, 0"
    })
    void aSecondMeansAllOfIt(String said, long nanos) {
        assertThat(Moment.parse(said, NOW, BERLIN)).hasValueSatisfying(moment -> assertThat(((Moment.Time) moment).end()).isEqualTo(((Moment.Time) moment).at().plusNanos(nanos)));
    }

    @Test
    void readsRevisionsAndOperations() {
        assertThat(Moment.parse("17", NOW, BERLIN)).contains(new Moment.Revision(17));
        assertThat(Moment.parse("op-17", NOW, BERLIN)).contains(new Moment.Operation("op-17"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"noon", "", " ", "2026-13-01", "2026-02-30", "25:00", "9:60", "2026-11-20T", "2026-11-2009:30", "yesterday18:00", "op-", "op-x", "-17", "1e3", "2026-11-20T09:30:00+99:00",
        "9999999999999999999", "12345678h", "2h30m", "tomorrow", "dax0.0", "-1", "T09:30Z "})
    void refusesWhatIsNone(String said) {
        assertThat(Moment.parse(said, NOW, BERLIN)).isEmpty();
    }

    @Test
    void takesTwoWordsForOneMomentAndAMinusForNoOption() {
        assertThat(Moment.joined(List.of("yesterday", "18:00", "list"))).containsExactly("yesterday 18:00", "list");
        assertThat(Moment.joined(List.of("dax0.0", "--since", "2026-11-20", "9:30:00Z", "-n", "5"))).containsExactly("dax0.0", "--since", "2026-11-20 9:30:00Z", "-n", "5");
        assertThat(Moment.joined(List.of("-2h", "list", "-5"))).containsExactly("2h", "list", "-5");
        assertThat(Moment.joined(List.of("9:00", "10:00"))).containsExactly("9:00", "10:00");
    }
}
