package daxplane.host.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A recorded state, which is flat ({@code dax/dax0.0/driver@} to {@code kmem}), and the attribute tree that it was read from.
 * Attributes are where the recorder found them; what it left out (modes, control files of devices) is not there.
 */
public final class RecordedState {

    private static final String BUS = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0";

    private final TreeMap<String, Object> values;

    private RecordedState(Map<String, Object> values) {
        this.values = new TreeMap<>(values);
    }

    /** @param name {@code two-socket}, {@code kmem-unbind-online}, {@code hmem-sysfs2} */
    public static RecordedState ofBoot(String name) {
        return new RecordedState(RecordedTrees.json(name + "/state"));
    }

    /** One step of a scenario. {@code what} is the path that was written or the command that was run. */
    public record Step(int number, String what, String data, Map<String, Object> changes) {
    }

    @SuppressWarnings("unchecked") // a state difference is an object
    public static List<Step> steps(String name) {
        var steps = new ArrayList<Step>();
        for (var step : RecordedTrees.jsonLines(name + "/scenario")) {
            steps.add(new Step((Integer) step.get("i"), String.valueOf(step.getOrDefault("path", step.get("cmd"))),
                    String.valueOf(step.getOrDefault("data", "")), (Map<String, Object>) step.getOrDefault("state_diff", Map.of())));
        }
        return steps;
    }

    /** The state after a step. */
    public RecordedState after(Step step) {
        var changed = new RecordedState(values);
        step.changes().forEach((key, value) -> {
            if (value == null) {
                changed.values.remove(key);
            } else {
                changed.values.put(key, value);
            }
        });
        return changed;
    }

    /** Real paths of what differs in {@code after}, as a host would tell them. */
    public SortedSet<String> touchedUntil(RecordedState after) {
        var keys = new TreeSet<String>();
        values.forEach((key, value) -> {
            if (!value.equals(after.values.get(key))) {
                keys.add(key);
            }
        });
        after.values.keySet().stream().filter(key -> !values.containsKey(key)).forEach(keys::add);
        var paths = new TreeSet<String>();
        keys.forEach(key -> paths.add((after.values.containsKey(key) ? after : this).touchedBy(key)));
        return paths;
    }

    private String touchedBy(String key) {
        String path = pathOf(key);
        return path.startsWith("/proc/") ? path : path.substring(0, path.lastIndexOf('/'));
    }

    /** The whole tree. */
    public AttributeTree tree() {
        var tree = new AttributeTree().directory("/sys/bus/nd/devices").directory("/sys/bus/dax/devices")
                .directory("/sys/bus/dax/drivers").file("/proc/modules", "").directory("/sys/devices/virtual/memory_tiering");
        values.forEach((key, value) -> plant(tree, key, value instanceof List<?> lines ? String.join("\n", lines.stream()
                .map(String::valueOf).toList()) : String.valueOf(value)));
        tree.file("/proc/modules", modules());
        return tree;
    }

    private void plant(AttributeTree tree, String key, String value) {
        String path = pathOf(key);
        String[] parts = key.split("/");
        switch (parts[0]) {
            case "nd", "dax" -> {
                tree.link("/sys/bus/" + parts[0] + "/devices/" + parts[1], "../../../" + device(key).substring("/sys/".length()));
                if (key.endsWith("@")) {
                    tree.link(path, "/sys/bus/" + parts[0] + "/drivers/" + value);
                } else {
                    tree.file(path, value.equals("!WRITEONLY") ? 0200 : 0644, value.startsWith("!") ? value : value + "\n");
                }
            }
            case "drv" -> List.of(value.split(" ")).forEach(name -> tree.file(path + "/" + name, 0200, ""));
            case "memory" -> {
                if (parts[parts.length - 1].equals("nodes")) {
                    List.of(value.split(" ")).forEach(node -> tree.link(parentOf(path) + "/" + node, "../../node/" + node));
                } else {
                    tree.file(path, value.startsWith("!") ? value : value + "\n");
                }
            }
            case "node" -> {
                if (key.endsWith("/MemTotal_kB")) {
                    String number = parts[1].substring("node".length());
                    tree.file(path, "Node %s MemTotal:       %s kB\nNode %s MemFree:        0 kB\n".formatted(number, value, number));
                } else if (!value.isEmpty() || !key.endsWith("initiators") && !key.endsWith("targets")) {
                    tree.file(key.endsWith("initiators") || key.endsWith("targets") ? path + "/" + value : path, value + "\n");
                }
            }
            case "MemTotal_kB" -> tree.file(path, "MemTotal:       " + value + " kB\nMemFree:        0 kB\n");
            case "iomem", "block", "tier", "platform" -> tree.file(path, value + "\n");
            default -> { } // zones, device nodes: nothing that a look reads
        }
    }

    private String modules() {
        var text = new StringBuilder();
        values.keySet().stream().filter(key -> key.startsWith("module/"))
                .forEach(key -> text.append(key.substring("module/".length())).append(" 16384 0 - Live 0x0000000000000000\n"));
        return text.toString();
    }

    private String pathOf(String key) {
        String[] parts = key.split("/");
        String attribute = key.substring(Math.min(key.length(), parts[0].length() + 1)).replace("@", "");
        return switch (parts[0]) {
            case "nd", "dax" -> device(key) + attribute.substring(parts[1].length());
            case "drv" -> "/sys/bus/" + parts[1] + "/drivers/" + parts[2];
            case "block" -> device("nd/" + values.getOrDefault("block/" + parts[1] + "/device@", "ndbus0")) + "/block/" + attribute;
            case "memory" -> attribute.equals("memmap_on_memory") || attribute.equals("online_policy")
                    ? "/sys/module/memory_hotplug/parameters/" + attribute : "/sys/devices/system/memory/" + attribute;
            case "node" -> "/sys/devices/system/node/" + attribute.replace("MemTotal_kB", "meminfo");
            case "tier" -> "/sys/devices/virtual/memory_tiering/" + attribute;
            case "module" -> "/proc/modules";
            case "iomem" -> "/proc/iomem";
            case "MemTotal_kB" -> "/proc/meminfo";
            case "platform" -> "/sys/devices/platform/" + attribute;
            default -> "/proc/" + key.replace('/', '.');
        };
    }

    /** Real path of the device of a key. */
    private String device(String key) {
        String[] parts = key.split("/");
        String name = parts[1];
        String number = name.replaceFirst("^\\D+", "").replaceFirst("\\..*", "");
        if (parts[0].equals("nd")) {
            return name.startsWith("ndbus") ? BUS : name.startsWith("nmem") || name.startsWith("region")
                    ? BUS + "/" + name : BUS + "/region" + number + "/" + name;
        }
        String namespace = name.replace("dax", "namespace");
        return values.keySet().stream().filter(other -> other.matches("nd/dax[0-9.]+/namespace") && namespace.equals(values.get(other)))
                .map(other -> device(other) + "/" + name).findFirst().orElse("/sys/devices/platform/hmem." + number + "/" + name);
    }

    private static String parentOf(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
