package daxplane.driver.kmem;

import daxplane.kernel.testing.TestMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The state of a machine under the keys of the recordings, as far as dax devices and memory go. */
final class ObservedState {

    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String NODE = "/sys/devices/system/node/";
    private static final String TIER = "/sys/devices/virtual/memory_tiering/";
    private static final String PARAMETERS = "/sys/module/memory_hotplug/parameters/";
    private static final List<String> ACCESS = List.of("access0/initiators/read_bandwidth", "access0/initiators/write_bandwidth",
            "access0/initiators/read_latency", "access0/initiators/write_latency", "access1/initiators/read_bandwidth",
            "access1/initiators/read_latency", "distance", "cpulist");
    private static final Pattern ZONE = Pattern.compile("Node (\\d+), zone +(\\S+)");

    private final TestMachine machine;
    private final Map<String, Object> state = new TreeMap<>();

    private ObservedState(TestMachine machine) {
        this.machine = machine;
    }

    static Map<String, Object> of(TestMachine machine) {
        var observed = new ObservedState(machine);
        observed.dax();
        observed.platform();
        observed.memory();
        observed.nodes();
        observed.zones();
        observed.state.put("iomem", machine.read("/proc/iomem").lines().filter(ObservedState::ofDax).toList());
        observed.state.put("MemTotal_kB", machine.read("/proc/meminfo").split("\\s+", 3)[1]);
        return observed.state;
    }

    /** Lines that tell of dax devices. */
    static boolean ofDax(String iomemLine) {
        return iomemLine.contains("dax") || iomemLine.contains("(kmem)");
    }

    private void dax() {
        for (String device : machine.list("/sys/bus/dax/devices")) {
            String directory = "/sys/bus/dax/devices/" + device + "/";
            for (String name : machine.list(directory)) {
                if (name.equals("driver")) {
                    state.put("dax/" + device + "/driver@", machine.driverOf("dax", device));
                } else if (!List.of("subsystem", "power").contains(name) && !name.matches("mapping\\d+")) {
                    state.put("dax/" + device + "/" + name, text(directory + name));
                }
            }
            attributes(directory + "../dax_region/", region(device), machine.list(directory + "../dax_region"));
        }
        for (String driver : machine.list("/sys/bus/dax/drivers")) {
            state.put("drv/dax/" + driver, String.join(" ", machine.list("/sys/bus/dax/drivers/" + driver).stream().sorted().toList()));
        }
    }

    private void platform() {
        for (String device : machine.list("/sys/bus/platform/devices")) {
            if (device.startsWith("hmem")) {
                String directory = "/sys/bus/platform/devices/" + device + "/";
                attributes(directory, "platform/" + device + "/", List.of("driver_override", "modalias", "uevent", "numa_node"));
                if (!machine.driverOf("platform", device).isEmpty()) {
                    state.put("platform/" + device + "/driver@", machine.driverOf("platform", device));
                }
            }
        }
    }

    private String region(String device) {
        String target = machine.readLink("/sys/bus/dax/devices/" + device);
        String[] parts = target.split("/");
        return (target.contains("/platform/") ? "platform/" : "nd/") + parts[parts.length - 2] + "/dax_region/";
    }

    private void memory() {
        attributes(MEMORY, "memory/", List.of("block_size_bytes", "auto_online_blocks", "crash_hotplug"));
        attributes(PARAMETERS, "memory/", List.of("memmap_on_memory", "online_policy"));
        for (String block : machine.list(MEMORY)) {
            if (block.matches("memory\\d+")) {
                attributes(MEMORY + block + "/", "memory/" + block + "/", List.of("state", "valid_zones", "removable", "phys_device", "phys_index"));
                state.put("memory/" + block + "/nodes", names(MEMORY + block, "node"));
            }
        }
    }

    private void nodes() {
        attributes(NODE, "node/", List.of("online", "possible", "has_cpu", "has_memory", "has_normal_memory", "has_generic_initiator"));
        for (String node : machine.list(NODE)) {
            if (node.matches("node\\d+")) {
                attributes(NODE + node + "/", "node/" + node + "/", ACCESS);
                for (String side : List.of("initiators", "targets")) {
                    if (machine.exists(NODE + node + "/access0/" + side)) {
                        state.put("node/" + node + "/access0/" + side, names(NODE + node + "/access0/" + side, "node"));
                    }
                }
                state.put("node/" + node + "/MemTotal_kB", machine.read(NODE + node + "/meminfo").split("\\s+", 5)[3]);
            }
        }
        for (String tier : machine.list(TIER)) {
            if (tier.startsWith("memory_tier")) {
                state.put("tier/" + tier + "/nodelist", text(TIER + tier + "/nodelist"));
            }
        }
    }

    private void zones() {
        String key = "";
        boolean populated = false;
        for (String line : machine.read("/proc/zoneinfo").split("\n")) {
            Matcher header = ZONE.matcher(line);
            String[] words = line.strip().split(" +");
            if (header.find()) {
                key = "zone/node" + header.group(1) + "/" + header.group(2) + "/";
            } else if (words[0].equals("present")) {
                populated = !words[1].equals("0");
                if (populated) {
                    state.put(key + "present_pages", words[1]);
                }
            } else if (words[0].equals("managed") && populated) {
                state.put(key + "managed_pages", words[1]);
            }
        }
    }

    private void attributes(String directory, String prefix, List<String> names) {
        for (String name : names) {
            if (machine.exists(directory + name)) {
                state.put(prefix + name, text(directory + name));
            }
        }
    }

    private String names(String directory, String start) {
        return String.join(" ", new ArrayList<>(machine.list(directory)).stream().filter(name -> name.startsWith(start)).sorted().toList());
    }

    private String text(String path) {
        String text = machine.read(path);
        if (text.equals("EACCES@open")) {
            return "!WRITEONLY";
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
