package daxplane.host;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.firmware.SmartHealth;
import daxplane.host.health.DimmHealth;
import daxplane.host.health.Verdict;
import daxplane.host.health.Verdict.State;
import daxplane.inventory.Dimm;
import daxplane.inventory.DirtyShutdowns;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from what firmware and kernel tell of a DIMM. */
class VerdictTest {

    private static final Dimm DIMM = new Dimm("nmem0", "8680-1", 1, true, true, true, false, OptionalInt.empty());
    private static final SmartHealth GOOD = new SmartHealth(0, SmartHealth.ALL_VALID, 0, 90, 5, 0, 25 * 16, 30 * 16, 3, false);

    private static Verdict verdict(SmartHealth smart, String... flags) {
        return Verdict.of(new DimmHealth(Optional.of(smart), Optional.empty(), List.of(flags), ""), Inventory.EMPTY, DIMM, Map.of());
    }

    private static SmartHealth smart(int health, int spares, int used, int alarms, int media, boolean dirty) {
        return new SmartHealth(0, SmartHealth.ALL_VALID, health, spares, used, alarms, media, 30 * 16, 3, dirty);
    }

    @Test
    void nothingIsWrongWithAGoodOne() {
        assertThat(verdict(GOOD)).isEqualTo(new Verdict(List.of(), false));
        assertThat(verdict(GOOD).state()).isEqualTo(State.GOOD);
    }

    @Test
    void firmwareThatTellsNothingIsNotTakenForGood() {
        assertThat(Verdict.of(new DimmHealth(Optional.empty(), Optional.empty(), List.of(), ""), Inventory.EMPTY, DIMM, Map.of()).state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"4, 90, 5, 0, 400, false, FATAL", "6, 90, 5, 0, 400, false, FATAL", "2, 90, 5, 0, 400, false, CRITICAL", "1, 90, 5, 0, 400, false, WARNING",
        "0, 2, 5, 1, 400, false, CRITICAL", "0, 90, 5, 2, 900, false, WARNING", "0, 90, 5, 4, 400, false, WARNING", "0, 90, 89, 0, 400, false, GOOD",
        "0, 90, 90, 0, 400, false, WARNING", "0, 90, 5, 0, 400, true, WARNING"})
    void theWorstDecides(int health, int spares, int used, int alarms, int media, boolean dirty, State state) {
        assertThat(verdict(smart(health, spares, used, alarms, media, dirty)).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"250, 5, 400, 250 % spares", "90, 101, 400, 101 % life used", "90, 5, 32767, 2047.9375 °C", "90, 5, 65535, -2047.9375 °C"})
    void whatCannotBeIsToldAndNotBelieved(int spares, int used, int media, String told) {
        var verdict = verdict(smart(0, spares, used, 0, media, false));
        assertThat(verdict.state()).isEqualTo(State.WARNING);
        assertThat(verdict.complaints().getFirst().what()).startsWith("its firmware tells what cannot be: ").contains(told);
    }

    @Test
    void aFieldThatIsNotValidIsNotRead() {
        var nothing = new SmartHealth(0, 0, SmartHealth.FATAL, 255, 255, 7, 0xffff, 0xffff, 9, true);
        assertThat(verdict(nothing).complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"not_armed, promise nobody that anything persists", "save_fail, check what its namespaces hold", "flush_fail, check what its namespaces hold"})
    void flagsOfTheFirmwareForbidPromises(String flag, String remedy) {
        var verdict = verdict(GOOD, "something_new", flag);
        assertThat(verdict.state()).isEqualTo(State.CRITICAL);
        assertThat(verdict.complaints()).singleElement().satisfies(complaint -> assertThat(complaint.remedy()).endsWith(remedy));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "2, 2, false", "3, 2, false", "0, 1, true"})
    void onlyAnIncreaseMakesSuspect(long acknowledged, String now, boolean suspect) {
        var picture = Inventory.EMPTY.change().put(DIMM).settingsOf("/sys/bus/nd/devices/nmem0", new TreeMap<>(Map.of(DirtyShutdowns.countOf(DIMM), now))).build();
        var verdict = Verdict.of(new DimmHealth(Optional.of(GOOD), Optional.empty(), List.of(), ""), picture, DIMM, Map.of("8680-1", acknowledged));
        assertThat(verdict.state() == State.CRITICAL).isEqualTo(suspect);
        assertThat(Verdict.of(new DimmHealth(Optional.of(GOOD), Optional.empty(), List.of(), ""), picture, DIMM, Map.of()).state()).isEqualTo(State.GOOD);
    }
}
