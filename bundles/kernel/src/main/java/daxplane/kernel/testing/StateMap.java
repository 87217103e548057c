package daxplane.kernel.testing;

import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a machine as a flat map, with the keys of the recorded corpus: {@code nd/nmem0/flags}, {@code drv/dax/kmem},
 * {@code memory/memory33/state}, {@code module/libnvdimm}, {@code iomem}. Values lose newlines at their end; a file that fails
 * to read is {@code !ERRNO}, one that can only be written is {@code !WRITEONLY}, keys of links end in {@code @}.
 */
public final class StateMap {

    private static final List<String> NOT_ENTERED = List.of("power", "subsystem", "firmware_node", "physical_node", "msi_irqs", "consumer",
            "vpd", "rom", "config", "async");
    private static final int DEEPEST_GROUP = 3;

    private final Attributes attributes;
    private final SortedMap<String, String> state = new TreeMap<>();

    private StateMap(Attributes attributes) {
        this.attributes = attributes;
    }

    public static SortedMap<String, String> of(Attributes attributes) {
        StateMap map = new StateMap(attributes);
        map.devices("nd", "/sys/bus/nd/devices", _ -> true);
        map.devices("dax", "/sys/bus/dax/devices", _ -> true);
        map.devices("platform", "/sys/bus/platform/devices", name -> name.startsWith("hmem"));
        map.devices("cxl", "/sys/bus/cxl/devices", _ -> true);
        List.of("nd", "dax", "cxl").forEach(map::drivers);
        map.disks();
        map.memory();
        map.nodes();
        map.zones();
        map.modules();
        map.listing("dev", "/dev", name -> Pattern.matches("(pmem|dax|ndctl|nmem|btt|cxl).*", name));
        map.listing("dev/cxl", "/dev/cxl", _ -> true);
        map.file("iomem", "/proc/iomem");
        map.state.put("MemTotal_kB", map.number(map.text("/proc/meminfo"), "MemTotal: *(\\d+)"));
        return map.state;
    }

    private void devices(String prefix, String directory, Predicate<String> wanted) {
        names(directory).stream().filter(wanted).forEach(name -> group(prefix + "/" + name, directory + "/" + name, 0));
    }

    /** Every file and link of a directory, and of groups below; not of devices below, which have a uevent file. */
    private void group(String key, String path, int depth) {
        for (String name : names(path)) {
            String below = path + "/" + name;
            if (NOT_ENTERED.contains(name) || name.matches("resource\\d.*")) {
                continue;
            }
            switch (attributes.kind(below)) {
                case LINK -> state.put(key + "/" + name + "@", lastOf(link(below)));
                case DIRECTORY -> {
                    if (depth < DEEPEST_GROUP && attributes.kind(below + "/uevent") == Kind.ABSENT) {
                        group(key + "/" + name, below, depth + 1);
                    }
                }
                case FILE -> file(key + "/" + name, below);
                case ABSENT -> { }
            }
        }
    }

    private void drivers(String bus) {
        String directory = "/sys/bus/" + bus + "/drivers";
        names(directory).forEach(driver -> listing("drv/" + bus + "/" + driver, directory + "/" + driver, _ -> true));
    }

    private void disks() {
        for (String disk : names("/sys/class/block")) {
            if (disk.startsWith("pmem")) {
                String path = "/sys/class/block/" + disk + "/";
                files("block/" + disk + "/", path, List.of("size", "ro", "badblocks", "queue/logical_block_size", "queue/physical_block_size",
                        "queue/dax", "dax/write_cache", "uuid"));
                listing("block/" + disk + "/holders", path + "holders", _ -> true);
                if (attributes.kind(path + "device") == Kind.LINK) {
                    state.put("block/" + disk + "/device@", lastOf(link(path + "device")));
                }
            }
        }
    }

    private void memory() {
        String directory = "/sys/devices/system/memory/";
        files("memory/", directory, List.of("block_size_bytes", "auto_online_blocks", "probe", "crash_hotplug"));
        file("memory/memmap_on_memory", "/sys/module/memory_hotplug/parameters/memmap_on_memory");
        file("memory/online_policy", "/sys/module/memory_hotplug/parameters/online_policy");
        for (String block : names(directory)) {
            if (block.matches("memory\\d+")) {
                files("memory/" + block + "/", directory + block + "/", List.of("state", "valid_zones", "removable", "phys_device", "phys_index"));
                listing("memory/" + block + "/nodes", directory + block, name -> name.startsWith("node"));
            }
        }
    }

    private void nodes() {
        String directory = "/sys/devices/system/node/";
        files("node/", directory, List.of("online", "possible", "has_cpu", "has_memory", "has_normal_memory", "has_generic_initiator"));
        for (String node : names(directory)) {
            if (node.matches("node\\d+")) {
                String path = directory + node + "/";
                files("node/" + node + "/", path, List.of("access0/initiators/read_bandwidth", "access0/initiators/write_bandwidth",
                        "access0/initiators/read_latency", "access0/initiators/write_latency", "access1/initiators/read_bandwidth",
                        "access1/initiators/read_latency", "distance", "cpulist"));
                for (String direction : List.of("access0/initiators", "access0/targets")) {
                    if (attributes.kind(path + direction) != Kind.ABSENT) {
                        listing("node/" + node + "/" + direction, path + direction, name -> name.startsWith("node"));
                    }
                }
                state.put("node/" + node + "/MemTotal_kB", number(text(path + "meminfo"), "MemTotal: *(\\d+)"));
            }
        }
        String tiers = "/sys/devices/virtual/memory_tiering";
        names(tiers).stream().filter(tier -> tier.startsWith("memory_tier"))
                .forEach(tier -> files("tier/" + tier + "/", tiers + "/" + tier + "/", List.of("nodelist")));
    }

    private void zones() {
        String zone = "";
        boolean present = false;
        Pattern head = Pattern.compile("Node (\\d+), zone +(\\w+)");
        Pattern pages = Pattern.compile(" *(present|managed) +(\\d+)");
        for (String line : text("/proc/zoneinfo").lines().toList()) {
            Matcher start = head.matcher(line);
            Matcher count = pages.matcher(line);
            if (start.matches()) {
                zone = "zone/node" + start.group(1) + "/" + start.group(2) + "/";
            } else if (count.matches()) {
                present = count.group(1).equals("present") ? !count.group(2).equals("0") : present;
                if (present) {
                    state.put(zone + count.group(1) + "_pages", count.group(2));
                }
            }
        }
    }

    private void modules() {
        for (String line : text("/proc/modules").lines().toList()) {
            String[] fields = line.split(" ");
            if (fields[0].matches("(nfit|libnvdimm|nd_|dax|device_dax|kmem|cxl|einj).*")) {
                state.put("module/" + fields[0], "refs=" + fields[2] + " used_by=" + fields[3]);
            }
        }
    }

    private void files(String prefix, String directory, List<String> names) {
        names.stream().filter(name -> attributes.kind(directory + name) != Kind.ABSENT).forEach(name -> file(prefix + name, directory + name));
    }

    private void file(String key, String path) {
        try {
            state.put(key, attributes.read(path).replaceAll("\\n+$", ""));
        } catch (HostException refused) {
            boolean writeOnly = refused.stage() == FailedCall.OPEN && refused.errno() == Errno.EACCES;
            state.put(key, writeOnly ? "!WRITEONLY" : "!" + refused.errno());
        }
    }

    private void listing(String key, String directory, Predicate<String> wanted) {
        state.put(key, String.join(" ", names(directory).stream().filter(wanted).toList()));
    }

    /** In the order of scandir with versionsort. */
    private List<String> names(String directory) {
        try {
            List<String> names = new ArrayList<>(attributes.list(directory));
            names.sort(Comparator.comparing(StateMap::versionKey));
            return names;
        } catch (HostException absent) {
            return List.of();
        }
    }

    /** Numbers inside of a name compare as numbers. */
    private static String versionKey(String name) {
        return Pattern.compile("\\d+").matcher(name).replaceAll(digits -> "%020d".formatted(Long.parseLong(digits.group())));
    }

    private String text(String path) {
        try {
            return attributes.read(path);
        } catch (HostException absent) {
            return "";
        }
    }

    private String link(String path) {
        try {
            return attributes.readLink(path);
        } catch (HostException vanished) {
            throw new IllegalStateException(vanished);
        }
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "-1";
    }
}
