package daxplane.conform;

import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads a {@link StateMap} in the way in which the recordings were read. */
final class StateReader {

    static final String WRITE_ONLY = "!WRITEONLY";

    /** Entries of a device's directory that say nothing about it. */
    private static final Set<String> SKIPPED = Set.of("power", "subsystem", "firmware_node", "physical_node", "msi_irqs", "consumer",
            "vpd", "rom", "config", "async");
    private static final Pattern PCI_RESOURCE = Pattern.compile("resource[0-9].*");
    /** Groups of attributes are entered, this deep; directories with a uevent are devices of their own. */
    private static final int DEEPEST_GROUP = 3;
    private static final List<String> BLOCK_ATTRIBUTES = List.of("size", "ro", "badblocks", "queue/logical_block_size",
            "queue/physical_block_size", "queue/dax", "dax/write_cache", "uuid", "start", "partition", "dm/name", "dm/uuid", "dm/suspended");
    private static final List<String> MEMORY_TOP = List.of("block_size_bytes", "auto_online_blocks", "probe", "crash_hotplug");
    private static final List<String> MEMORY_BLOCK = List.of("state", "valid_zones", "removable", "phys_device", "phys_index");
    private static final List<String> NODE_TOP = List.of("online", "possible", "has_cpu", "has_memory", "has_normal_memory",
            "has_generic_initiator");
    private static final List<String> NODE = List.of("access0/initiators/read_bandwidth", "access0/initiators/write_bandwidth",
            "access0/initiators/read_latency", "access0/initiators/write_latency", "access1/initiators/read_bandwidth",
            "access1/initiators/read_latency", "distance", "cpulist");
    private static final List<String> MODULES = List.of("nfit", "libnvdimm", "nd_", "dax", "device_dax", "kmem", "cxl", "einj", "dm_");
    private static final List<String> DEVICE_NODES = List.of("pmem", "dax", "ndctl", "nmem", "btt", "cxl", "dm-");

    private final Attributes files;
    private final TreeMap<String, String> state = new TreeMap<>();

    StateReader(Attributes files) {
        this.files = files;
    }

    StateMap read() {
        bus("nd", "/sys/bus/nd/devices", name -> true);
        bus("dax", "/sys/bus/dax/devices", name -> true);
        bus("platform", "/sys/bus/platform/devices", name -> name.startsWith("hmem"));
        bus("cxl", "/sys/bus/cxl/devices", name -> true);
        bus("nfit_test", "/sys/class/nfit_test_dimm", name -> true);
        List.of("nd", "dax", "cxl").forEach(this::drivers);
        blocks();
        memory();
        nodes();
        zones();
        modules();
        listing("dev", "/dev", name -> DEVICE_NODES.stream().anyMatch(name::startsWith));
        listing("dev/cxl", "/dev/cxl", name -> true);
        if (!names("/dev/mapper").isEmpty()) {
            listing("dev/mapper", "/dev/mapper", name -> true);
        }
        // The root file system is what the guest runs from, not what is recorded.
        lines("mounts", "/proc/mounts", line -> line.startsWith("/dev/") && !line.contains(" / "));
        lines("swaps", "/proc/swaps", line -> !line.startsWith("Filename"));
        attribute("iomem", "/proc/iomem");
        state.put("MemTotal_kB", text("/proc/meminfo").map(text -> number(text, "MemTotal:")).orElse("-1"));
        text("/proc/meminfo").map(text -> number(text, "HardwareCorrupted:")).filter(kib -> !kib.equals("0")).ifPresent(kib -> state.put("HardwareCorrupted_kB", kib));
        return new StateMap(state);
    }

    private void bus(String prefix, String directory, Predicate<String> wanted) {
        for (String name : names(directory)) {
            if (wanted.test(name)) {
                device(prefix + "/" + name, directory + "/" + name, 0);
            }
        }
    }

    private void device(String key, String path, int depth) {
        for (String name : names(path)) {
            if (SKIPPED.contains(name) || PCI_RESOURCE.matcher(name).matches()) {
                continue;
            }
            String entry = path + "/" + name;
            switch (files.kind(entry)) {
                case LINK -> link(key + "/" + name + "@", entry);
                case DIRECTORY -> {
                    if (files.kind(entry + "/uevent") == Attributes.Kind.ABSENT && depth < DEEPEST_GROUP) {
                        device(key + "/" + name, entry, depth + 1);
                    }
                }
                case FILE -> attribute(key + "/" + name, entry);
                case ABSENT -> { } // it went while we looked
            }
        }
    }

    private void drivers(String bus) {
        String directory = "/sys/bus/" + bus + "/drivers";
        for (String driver : names(directory)) {
            listing("drv/" + bus + "/" + driver, directory + "/" + driver, name -> true);
        }
    }

    private void blocks() {
        for (String disk : names("/sys/class/block")) {
            if (disk.startsWith("pmem") || disk.startsWith("dm-")) {
                String path = "/sys/class/block/" + disk;
                presentAttributes("block/" + disk + "/", path + "/", BLOCK_ATTRIBUTES);
                listing("block/" + disk + "/holders", path + "/holders", name -> true);
                if (disk.startsWith("dm-")) {
                    listing("block/" + disk + "/slaves", path + "/slaves", name -> true);
                }
                link("block/" + disk + "/device@", path + "/device");
            }
        }
    }

    private void memory() {
        String directory = "/sys/devices/system/memory";
        presentAttributes("memory/", directory + "/", MEMORY_TOP);
        attribute("memory/memmap_on_memory", "/sys/module/memory_hotplug/parameters/memmap_on_memory");
        attribute("memory/online_policy", "/sys/module/memory_hotplug/parameters/online_policy");
        for (String block : numbered(directory, "memory")) {
            presentAttributes("memory/" + block + "/", directory + "/" + block + "/", MEMORY_BLOCK);
            listing("memory/" + block + "/nodes", directory + "/" + block, name -> name.startsWith("node"));
        }
    }

    private void nodes() {
        String directory = "/sys/devices/system/node";
        presentAttributes("node/", directory + "/", NODE_TOP);
        for (String node : numbered(directory, "node")) {
            String path = directory + "/" + node;
            presentAttributes("node/" + node + "/", path + "/", NODE);
            for (String side : List.of("initiators", "targets")) {
                String group = path + "/access0/" + side;
                if (files.kind(group) != Attributes.Kind.ABSENT) {
                    listing("node/" + node + "/access0/" + side, group, name -> name.startsWith("node"));
                }
            }
            state.put("node/" + node + "/MemTotal_kB", text(path + "/meminfo").map(text -> number(text, "MemTotal:")).orElse("-1"));
            for (String counter : names(path + "/memory_failure")) {
                text(path + "/memory_failure/" + counter).map(String::strip).filter(count -> !count.equals("0"))
                        .ifPresent(count -> state.put("node/" + node + "/memory_failure/" + counter, count));
            }
        }
        for (String tier : numbered("/sys/devices/virtual/memory_tiering", "memory_tier")) {
            presentAttributes("tier/" + tier + "/", "/sys/devices/virtual/memory_tiering/" + tier + "/", List.of("nodelist"));
        }
    }

    /** Present and managed pages of each zone that has any. */
    private void zones() {
        String zone = "";
        boolean present = false;
        for (String line : text("/proc/zoneinfo").orElse("").split("\n")) {
            String[] words = line.strip().split("[ ,]+");
            if (line.startsWith("Node ") && words.length >= 4) {
                zone = "zone/node" + words[1] + "/" + words[3] + "/";
                present = false;
            } else if (words[0].equals("present") && !words[1].equals("0")) {
                state.put(zone + "present_pages", words[1]);
                present = true;
            } else if (words[0].equals("managed") && present) {
                state.put(zone + "managed_pages", words[1]);
                present = false;
            }
        }
    }

    private void modules() {
        for (String line : text("/proc/modules").orElse("").split("\n")) {
            String[] words = line.split(" ");
            if (words.length >= 4 && MODULES.stream().anyMatch(words[0]::startsWith)) {
                state.put("module/" + words[0], "refs=" + words[2] + " used_by=" + words[3]);
            }
        }
    }

    private void presentAttributes(String key, String path, List<String> names) {
        for (String name : names) {
            if (files.kind(path + name) != Attributes.Kind.ABSENT) {
                attribute(key + name, path + name);
            }
        }
    }

    private void attribute(String key, String path) {
        try {
            state.put(key, withoutNewlines(files.read(path)));
        } catch (HostException failure) {
            state.put(key, mark(failure));
        }
    }

    /** What stands for the value of an attribute that cannot be read. */
    static String mark(HostException failure) {
        // The port tells no modes. To read what can only be written is EACCES for most people, and EIO for root.
        boolean writeOnly = failure.stage() == FailedCall.OPEN && failure.errno() == Errno.EACCES
                || failure.stage() == FailedCall.READ && failure.errno() == Errno.EIO;
        return writeOnly ? WRITE_ONLY : "!" + failure.errno();
    }

    private void link(String key, String path) {
        try {
            String target = files.readLink(path);
            state.put(key, target.substring(target.lastIndexOf('/') + 1));
        } catch (HostException gone) {
            state.remove(key);
        }
    }

    private void listing(String key, String directory, Predicate<String> wanted) {
        state.put(key, String.join(" ", names(directory).stream().filter(wanted).toList()));
    }

    /** A file's lines that are wanted; no key when there are none. */
    private void lines(String key, String path, Predicate<String> wanted) {
        String found = String.join("\n", text(path).stream().flatMap(String::lines).filter(wanted).toList());
        if (!found.isEmpty()) {
            state.put(key, found);
        }
    }

    private List<String> numbered(String directory, String prefix) {
        return names(directory).stream().filter(name -> name.startsWith(prefix) && name.length() > prefix.length()
                && Character.isDigit(name.charAt(prefix.length()))).toList();
    }

    /** In the order of version numbers, as the recordings list them. */
    private List<String> names(String directory) {
        try {
            var names = new ArrayList<>(files.list(directory));
            names.removeIf(name -> name.startsWith("."));
            names.sort(VERSIONS);
            return names;
        } catch (HostException absent) {
            return List.of();
        }
    }

    private Optional<String> text(String path) {
        try {
            return Optional.of(files.read(path));
        } catch (HostException absent) {
            return Optional.empty();
        }
    }

    /** Digits behind a word at the start of a line or after a node's name. */
    private static String number(String text, String word) {
        int at = text.indexOf(word);
        return at < 0 ? "-1" : text.substring(at + word.length()).strip().split("\\s", 2)[0];
    }

    private static String withoutNewlines(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    private static final Pattern DIGITS = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

    /** As strverscmp orders names without leading zeros: digits by their value, everything else byte by byte. */
    private static final Comparator<String> VERSIONS = (a, b) -> {
        String[] left = DIGITS.split(a);
        String[] right = DIGITS.split(b);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = Character.isDigit(left[i].charAt(0)) && Character.isDigit(right[i].charAt(0));
            int order = numbers && left[i].length() != right[i].length() ? Integer.compare(left[i].length(), right[i].length())
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    };
}
