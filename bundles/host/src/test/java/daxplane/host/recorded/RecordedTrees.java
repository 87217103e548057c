package daxplane.host.recorded;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Recordings of real kernels. Verbatim trees map a path to {@code ["f", mode, text]}, {@code ["l", target]} or
 * {@code ["d", mode]}; for flat states see {@link RecordedState}.
 */
public final class RecordedTrees {

    private RecordedTrees() {
    }

    /**
     * Three DIMMs, one without labels, with namespaces in every mode on region0: devdax dax0.2, fsdax, sector, raw. Linux 6.12.
     */
    public static AttributeTree labelled() {
        var tree = new AttributeTree();
        for (String part : List.of("nd", "bus-nd", "bus-dax", "memory", "node", "tiers")) {
            load("labelled/" + part, tree);
        }
        return tree;
    }

    /** Two DIMMs, interleaved in region0, each with a region of its own; an fsdax namespace across both. Linux 6.12. */
    public static AttributeTree interleaved() {
        var tree = new AttributeTree();
        busLinks(load("imix/nd", tree), tree);
        return tree;
    }

    /** Soft-reserved memory of 1 GiB with one dynamic dax device. Linux 6.12. */
    public static AttributeTree softReserved() {
        var tree = new AttributeTree();
        load("hmem/hmem", tree);
        load("hmem/bus-dax", tree);
        return tree;
    }

    private static Map<String, Object> load(String name, AttributeTree tree) {
        var recording = json(name);
        recording.forEach((path, value) -> {
            var entry = (List<?>) value;
            switch ((String) entry.get(0)) {
                case "d" -> tree.directory(path);
                case "l" -> tree.link(path, (String) entry.get(1));
                case "f" -> tree.file(path, Integer.parseInt((String) entry.get(1), 8), entry.get(2) == null ? "" : (String) entry.get(2));
                case String other -> throw new IllegalArgumentException(path + " is a " + other);
            }
        });
        return recording;
    }

    /** The links in /sys/bus/nd/devices that were not recorded with a tree of devices. */
    private static void busLinks(Map<String, Object> recording, AttributeTree tree) {
        for (String path : recording.keySet()) {
            if (path.endsWith("/devtype") || path.endsWith("/wait_probe")) {
                String device = path.substring(0, path.lastIndexOf('/'));
                tree.link("/sys/bus/nd/devices/" + device.substring(device.lastIndexOf('/') + 1), "../../../" + device.substring("/sys/".length()));
            }
        }
    }

    /** The object in a compressed JSON resource. */
    static Map<String, Object> json(String name) {
        return parsed(text(name + ".json.gz"));
    }

    /** The objects in a compressed resource of one JSON object per line. */
    static List<Map<String, Object>> jsonLines(String name) {
        return text(name + ".jsonl.gz").lines().map(RecordedTrees::parsed).toList();
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static String text(String name) {
        try (var in = new GZIPInputStream(RecordedTrees.class.getResourceAsStream("/recorded/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(name, damaged);
        }
    }
}
