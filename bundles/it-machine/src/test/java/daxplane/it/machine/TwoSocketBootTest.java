package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.kernel.testing.StateMap;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default machine after its first boot shows what the real kernel showed on the same tables and images. */
class TwoSocketBootTest {

    /** Keys whose values are not compared, each with its reason. */
    private static final Map<Pattern, String> EXCEPTIONS = Map.of(
            Pattern.compile("dax/dax[0-9.]+/dev"), "minor numbers are given in the order in which namespaces are probed, at the same time",
            Pattern.compile("node/node[01]/MemTotal_kB"), "which node the kernel's own memory is taken from depends on the boot; the sum is compared",
            Pattern.compile("zone/node[01]/DMA32/managed_pages"), "as above; MemTotal is their sum");

    /** The minor number again, inside of a text. */
    private static final Pattern DAX_UEVENT = Pattern.compile("dax/dax[0-9.]+/uevent");

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
        all.keySet().removeIf(key -> recorded.containsKey(key) && simulated.containsKey(key)
                && (comparable(key, recorded.get(key)).equals(comparable(key, simulated.get(key)))
                || EXCEPTIONS.keySet().stream().anyMatch(except -> except.matcher(key).matches())));
        return all;
    }

    private static String comparable(String key, String value) {
        return DAX_UEVENT.matcher(key).matches() ? value.replaceAll("MINOR=\\d+", "MINOR=?") : value;
    }
}
