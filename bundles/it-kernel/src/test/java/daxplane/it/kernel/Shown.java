package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.conform.Comparison;
import daxplane.conform.KnownDifference;
import daxplane.conform.StateMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/**
 * What a machine shows of its persistent memory.
 *
 * @param listings command to its JSON
 * @param state    attributes, by the keys of the recordings
 */
record Shown(SortedMap<String, Object> listings, StateMap state) {

    private static final List<String> COMMANDS = List.of("ndctl list -BDRN -vvv", "ndctl list -BDRNi", "daxctl list -RD");

    /** What media decide about; the rest belongs to other hardware, or to the guest's own use of memory. */
    private static final Pattern COMPARED = Pattern.compile("(nd|dax|drv/nd|drv/dax|block/pmem[^/]*)/.*");

    /** A personality that has a namespace. */
    private static final Pattern CLAIM = Pattern.compile("nd/((dax|pfn|btt)\\d+\\.\\d+)/namespace");

    static Shown of(Guest guest) throws IOException {
        var texts = new TreeMap<String, String>();
        for (String command : COMMANDS) {
            texts.put(command, guest.exec(command).succeeded().out());
        }
        return of(texts, guest.state());
    }

    static Shown of(SimulatedTwoSocket simulation) throws IOException {
        var texts = new TreeMap<String, String>();
        COMMANDS.forEach(command -> texts.put(command, simulation.tool(command)));
        return of(texts, simulation.state().values());
    }

    /**
     * Namespaces are probed at the same time, and their personalities numbered as the probes happen to end: two boots of one
     * kernel differ here. So a personality is called after its namespace.
     */
    private static Shown of(Map<String, String> texts, Map<String, String> state) throws IOException {
        var names = new TreeMap<String, String>();
        state.forEach((key, value) -> {
            var claim = CLAIM.matcher(key);
            if (claim.matches() && !value.isEmpty()) {
                names.put(claim.group(1), claim.group(2) + " of " + value);
            }
        });
        var listings = new TreeMap<String, Object>();
        for (var text : texts.entrySet()) {
            String json = text.getValue();
            for (var name : names.entrySet()) {
                json = json.replaceAll("(\"path\":\"[^\"]*/)" + Pattern.quote(name.getKey()) + "\"", "$1" + name.getValue() + "\"");
            }
            listings.put(text.getKey(), JSON.std.anyFrom(json));
        }
        var values = new TreeMap<String, String>();
        state.forEach((key, value) -> {
            if (COMPARED.matcher(key).matches()) {
                values.put(renamed(key, names), key.startsWith("nd/") || key.startsWith("block/") ? names.getOrDefault(value, value) : value);
            }
        });
        return new Shown(listings, new StateMap(values));
    }

    private static String renamed(String key, Map<String, String> names) {
        String[] parts = key.split("/", 3);
        return parts[0].equals("nd") ? "nd/" + names.getOrDefault(parts[1], parts[1]) + "/" + parts[2] : key;
    }

    void isLike(Shown other) {
        var softly = new SoftAssertions();
        listings.forEach((command, listing) -> softly.assertThat(other.listings.get(command)).as(command).isEqualTo(listing));
        softly.assertThat(state.values().size()).as("keys to compare").isGreaterThan(200);
        softly.assertThat(Comparison.states(state, other.state, KnownDifference.UNCERTAIN)).isEmpty();
        softly.assertAll();
    }
}
