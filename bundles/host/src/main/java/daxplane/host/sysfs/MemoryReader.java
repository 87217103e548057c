package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Memory blocks and the policy for hot-added memory. Source: docs/kernel/memory.md 7, docs/kernel/attributes.md 3. */
record MemoryReader(Attributes attributes) {

    static final String DIRECTORY = "/sys/devices/system/memory";
    static final String PARAMETERS = "/sys/module/memory_hotplug/parameters";

    /** {@link MemoryPolicy#NONE} on a kernel without memory blocks. */
    MemoryPolicy policy() throws HostException {
        var memory = new ObjectAttributes(attributes, DIRECTORY);
        if (!memory.exists()) {
            return MemoryPolicy.NONE;
        }
        var parameters = new ObjectAttributes(attributes, PARAMETERS);
        return new MemoryPolicy(Numbers.bareHex(memory.text("block_size_bytes").orElse("")).orElse(0),
                memory.text("auto_online_blocks").orElse(MemoryPolicy.NONE.autoOnline()),
                parameters.text("online_policy").orElse(""), parameters.text("memmap_on_memory").orElse(""));
    }

    List<Long> blockNumbers() throws HostException {
        var numbers = new ArrayList<Long>();
        for (String name : new ObjectAttributes(attributes, DIRECTORY).entries("")) {
            ObjectName.block(name).ifPresent(numbers::add);
        }
        return numbers;
    }

    /** Two reads and a listing. */
    Optional<MemoryBlock> block(long number) throws HostException {
        var block = new ObjectAttributes(attributes, DIRECTORY + "/memory" + number);
        var state = block.text("state");
        if (state.isEmpty()) {
            return Optional.empty();
        }
        var node = node(block.entries(""));
        // Pages leave while a block is going-offline, but it is in use until it is offline.
        var zone = state.get().equals("offline") ? Optional.<Zone>empty() : Optional.of(zone(block));
        return block.exists() ? Optional.of(new MemoryBlock(number, node, zone)) : Optional.empty();
    }

    private static OptionalInt node(List<String> entries) {
        var nodes = entries.stream().map(ObjectName::node).flatMapToInt(OptionalInt::stream).toArray();
        return nodes.length == 1 ? OptionalInt.of(nodes[0]) : OptionalInt.empty();
    }

    /** A zone that we do not know, or that the kernel does not tell, is one that we must not promise to take offline. */
    private static Zone zone(ObjectAttributes block) throws HostException {
        String word = block.text("valid_zones").orElse("");
        for (Zone zone : Zone.values()) {
            if (zone.text().equals(word)) {
                return zone;
            }
        }
        return Zone.MIXED;
    }
}
