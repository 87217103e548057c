package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.testing.StateMap;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default machine after its first boot shows what the real kernel showed on the same tables and images. */
class TwoSocketBootTest {

    /** Keys whose values are not compared, each with its reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    @TempDir
    private Path state;

    @Test
    void showsWhatTheRealKernelShowed() throws Exception {
        SortedMap<String, String> recorded = Machines.recordedState("/two-socket/state.json");
        try (SimulatedHost host = Machines.open(state, Machines.TWO_SOCKET)) {
            SortedMap<String, String> simulated = StateMap.of(host.attributes());

            assertThat(host.messages()).filteredOn(line -> line.startsWith("<3>")).isEmpty();
            assertThat(differences(recorded, simulated)).isEmpty();
        }
    }

    /** Key to {@code recorded -> simulated}. */
    static SortedMap<String, String> differences(Map<String, String> recorded, Map<String, String> simulated) {
        SortedMap<String, String> all = new TreeMap<>();
        recorded.forEach((key, value) -> all.put(key, value + " -> " + simulated.getOrDefault(key, "(absent)")));
        simulated.forEach((key, value) -> all.putIfAbsent(key, "(absent) -> " + value));
        all.keySet().removeIf(key -> recorded.getOrDefault(key, "").equals(simulated.getOrDefault(key, "")) && recorded.containsKey(key)
                && simulated.containsKey(key) || EXCEPTIONS.containsKey(key));
        return all;
    }
}
