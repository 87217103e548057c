package daxplane.host.sysfs;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Touched paths, sorted by what a picture has to be corrected in. A path below an object touches the object; a path that no
 * look ever reads touches nothing.
 */
record TouchedObjects(Set<String> dimms, Set<String> regions, Set<String> namespaces, Set<String> personalities,
        Set<String> daxDevices, Set<Long> blocks, Set<Integer> nodes, Set<String> settings, Set<Part> parts) {

    /** What is read as a whole. */
    enum Part {
        POLICY, ALL_NODES, TIERS, RESERVATIONS, MEMORY_TOTAL, MODULES, DAX_DRIVERS, CXL_MEMORIES, DISKS
    }

    private static final Pattern DIMM = Pattern.compile("nmem\\d+");
    private static final Pattern REGION = Pattern.compile("region\\d+");
    /** What tells how a CXL memory device is divided. */
    private static final Pattern CXL = Pattern.compile("(mem|endpoint)\\d+|decoder\\d+\\.\\d+");
    /** A process came, went, or has something else open. */
    private static final Pattern PROCESS = Pattern.compile("/proc/\\d+");
    private static final Pattern BUS = Pattern.compile("ndbus\\d+");

    static TouchedObjects of(Collection<String> paths) {
        var touched = new TouchedObjects(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(),
                new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        paths.forEach(touched::add);
        return touched;
    }

    void add(String path) {
        settings.addAll(SettingReader.objects(path));
        switch (path) {
            case "/proc/iomem" -> parts.add(Part.RESERVATIONS);
            case "/proc/meminfo" -> parts.add(Part.MEMORY_TOTAL);
            case "/proc/modules" -> parts.add(Part.MODULES);
            case "/proc/mounts", "/proc/swaps", "/proc/partitions" -> parts.add(Part.DISKS);
            case String p when PROCESS.matcher(p).lookingAt() -> parts.add(Part.DISKS);
            case String p when within(p, MemoryReader.PARAMETERS) -> parts.add(Part.POLICY);
            case String p when within(p, "/sys/module") -> parts.add(Part.MODULES);
            case String p when within(p, DaxReader.DRIVERS) -> parts.add(Part.DAX_DRIVERS);
            case String p when within(p, NodeReader.TIERS) -> parts.add(Part.TIERS);
            case String p when within(p, MemoryReader.DIRECTORY) ->
                    ObjectName.block(childOf(MemoryReader.DIRECTORY, p)).ifPresentOrElse(blocks::add, () -> parts.add(Part.POLICY));
            case String p when within(p, NodeReader.DIRECTORY) ->
                    ObjectName.node(childOf(NodeReader.DIRECTORY, p)).ifPresentOrElse(nodes::add, () -> parts.add(Part.ALL_NODES));
            default -> addDevice(path);
        }
    }

    private static boolean within(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }

    private static String childOf(String directory, String path) {
        String rest = path.substring(Math.min(path.length(), directory.length() + 1));
        return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
    }

    /** The innermost object on the path: {@code .../ndbus0/region0/pfn0.1/block/pmem0.1} is about pfn0.1. */
    private void addDevice(String path) {
        boolean onNdBus = path.startsWith("/sys/bus/nd/");
        if (within(path, "/sys/bus/cxl")) {
            parts.add(Part.CXL_MEMORIES);
        }
        if (path.contains("/block/") || path.endsWith("/block")) {
            parts.add(Part.DISKS);
        }
        String outer = "";
        Runnable innermost = () -> { };
        for (String name : path.split("/")) {
            onNdBus |= BUS.matcher(name).matches();
            if (CXL.matcher(name).matches()) {
                parts.add(Part.CXL_MEMORIES);
            }
            boolean inRegion = REGION.matcher(outer).matches() || outer.equals("devices");
            if (onNdBus && DIMM.matcher(name).matches()) {
                innermost = () -> dimms.add(name);
            } else if (onNdBus && REGION.matcher(name).matches()) {
                innermost = () -> regions.add(name);
            } else if (onNdBus && ObjectName.isNamespace(name)) {
                innermost = () -> namespaces.add(name);
            } else if (onNdBus && inRegion && ObjectName.isPersonality(name)) {
                innermost = () -> personalities.add(name);
            } else if (ObjectName.isDaxDevice(name)) {
                innermost = () -> daxDevices.add(name);
            }
            outer = name;
        }
        innermost.run();
    }
}
