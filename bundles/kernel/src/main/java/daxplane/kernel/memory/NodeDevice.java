package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /sys/devices/system/node/nodeN}: a node that is online. Counters of use ({@code numastat}, {@code vmstat}) are left out. */
final class NodeDevice extends Device {

    static final String DIRECTORY = "/sys/devices/system/node";
    private static final String RESERVED = "reserved.";

    private final int node;
    private final Map<Zone, Long> bootReserved;
    private final NodeTree tree;
    private final HugePages hugePages;

    /** @param bootReserved pages of its boot memory that the kernel took for itself; @param hugePages kept for programs */
    NodeDevice(int node, Map<Zone, Long> bootReserved, long hugePages, Bus bus, NodeTree tree) {
        super("node" + node, DIRECTORY, Optional.of(bus));
        this.node = node;
        this.bootReserved = bootReserved;
        this.tree = tree;
        this.hugePages = new HugePages(tree.memory(node), hugePages, () -> tree.changed(this));
    }

    static NodeDevice of(StateRecord document, Bus bus, NodeTree tree) {
        Map<Zone, Long> reserved = new EnumMap<>(Zone.class);
        document.values().forEach((key, value) -> {
            if (key.startsWith(RESERVED)) {
                reserved.put(Zone.valueOf(key.substring(RESERVED.length())), Long.valueOf(value));
            }
        });
        return new NodeDevice(Integer.parseInt(document.value("node")), reserved, Long.parseLong(document.value("hugepages")), bus, tree);
    }

    static String directory(int node) {
        return DIRECTORY + "/node" + node;
    }

    int node() {
        return node;
    }

    Map<Zone, Long> bootReserved() {
        return bootReserved;
    }

    HugePages hugePages() {
        return hugePages;
    }

    @Override
    public String owner() {
        return MemorySubsystem.NAME;
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> files = new ArrayList<>(List.of(
                Attribute.readOnly("cpumap", () -> tree.processors(node).mask(tree.processorCount()) + "\n"),
                Attribute.readOnly("cpulist", () -> tree.processors(node) + "\n"),
                Attribute.readOnly("distance", () -> tree.distances(node) + "\n"),
                Attribute.readOnly("meminfo", () -> MemoryTexts.nodeMeminfo(node, tree.memory(node), hugePages.count()))));
        files.addAll(hugePages.attributes());
        if (tree.countsMemoryFailures()) {
            List.of("total", "ignored", "failed", "delayed", "recovered")
                    .forEach(name -> files.add(Attribute.readOnly("memory_failure/" + name, () -> tree.memoryFailures(node, name) + "\n")));
        }
        return files;
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> values = new TreeMap<>(Map.of("kind", "node", "node", Integer.toString(node),
                "hugepages", Long.toString(hugePages.count())));
        bootReserved.forEach((zone, pages) -> values.put(RESERVED + zone.name(), Long.toString(pages)));
        return values;
    }
}
