package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.inventory.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** NUMA nodes that are online, and the memory tiers they belong to. Source: docs/kernel/memory.md 10, docs/kernel/attributes.md 3. */
record NodeReader(Attributes attributes) {

    static final String DIRECTORY = "/sys/devices/system/node";
    static final String TIERS = "/sys/devices/virtual/memory_tiering";

    List<Integer> ids() throws HostException {
        return new ObjectAttributes(attributes, DIRECTORY).entries("").stream().map(ObjectName::node)
                .flatMapToInt(OptionalInt::stream).boxed().toList();
    }

    Optional<Node> node(int id, Tiers tiers) throws HostException {
        var all = new ObjectAttributes(attributes, DIRECTORY);
        var node = new ObjectAttributes(attributes, DIRECTORY + "/node" + id);
        var found = new Node(id, node.text("cpulist").orElse(""), Numbers.listed(all.text("has_memory").orElse(""), id),
                ProcText.memTotalKib(node.text("meminfo").orElse("")), tiers.of(id));
        return node.exists() ? Optional.of(found) : Optional.empty();
    }

    Tiers tiers() throws HostException {
        var nodeLists = new TreeMap<String, String>();
        for (String name : new ObjectAttributes(attributes, TIERS).entries("")) {
            var list = new ObjectAttributes(attributes, TIERS + "/" + name).text("nodelist");
            list.ifPresent(nodes -> nodeLists.put(name, nodes));
        }
        return new Tiers(nodeLists);
    }

    /** @param nodeLists which nodes each tier holds, {@code 0-1} */
    record Tiers(Map<String, String> nodeLists) {

        Optional<String> of(int node) {
            return nodeLists.entrySet().stream().filter(tier -> Numbers.listed(tier.getValue(), node)).map(Map.Entry::getKey).findFirst();
        }
    }
}
