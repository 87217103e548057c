package daxplane.it.nvdimm;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What a real kernel did, step by step, as far as the nd bus, dax devices and disks go.
 *
 * <pre>
 *   kernel  6.12 or 6.1       machine  {dimms, regions, e820}        boot  state after boot
 *   steps   [{i, op, path, data, cmd, result, text, rc, diff, state, labels, areas}]
 * </pre>
 */
record RecordedCase(String name, String kernel, Map<String, Object> machine, Map<String, Object> boot, List<Map<String, Object>> steps) {

    @SuppressWarnings("unchecked") // the shape of the JSON is that of the resources beside this test
    static RecordedCase read(String name) {
        try (var in = new GZIPInputStream(RecordedCase.class.getResourceAsStream("/recorded/" + name + ".json.gz"))) {
            Map<String, Object> json = JSON.std.mapFrom(in);
            return new RecordedCase(name, (String) json.get("kernel"), (Map<String, Object>) json.get("machine"),
                    (Map<String, Object>) json.get("boot"), (List<Map<String, Object>>) json.get("steps"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The recorded state after a step, from the state before it. */
    @SuppressWarnings("unchecked") // as above
    static Map<String, Object> after(Map<String, Object> before, Map<String, Object> step) {
        if (step.containsKey("state")) {
            return new TreeMap<>((Map<String, Object>) step.get("state"));
        }
        Map<String, Object> after = new TreeMap<>(before);
        ((Map<String, Object>) step.get("diff")).forEach((key, value) -> {
            if (value == null) {
                after.remove(key);
            } else {
                after.put(key, value);
            }
        });
        return after;
    }
}
