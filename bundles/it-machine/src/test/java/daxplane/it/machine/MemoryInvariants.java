package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.kernel.core.Leak;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory blocks and the resource tree: invariants I8 to I11 and I15 of docs/kernel/operations.md 10.
 *
 * @param bootKib MemTotal without any memory that was added
 */
record MemoryInvariants(Sight sight, long bootKib) {

    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String DAX = "/sys/bus/dax/devices/";
    private static final Pattern LINE = Pattern.compile("( *)([0-9a-f]+)-([0-9a-f]+) : (.*)");
    private static final Pattern TOTAL = Pattern.compile("MemTotal: +(\\d+) kB");
    private static final String ADDED = "System RAM (kmem)";

    /** A line of /proc/iomem. @param parent name of the line around it, or empty */
    private record Resource(AddressRange range, String name, String parent) {
    }

    /** @param leaks what the kernel has lost since the boot */
    void check(List<Leak> leaks) throws HostException {
        List<Resource> added = resources().stream().filter(resource -> resource.name().equals(ADDED)).toList();
        long blockBytes = Long.parseLong(sight.text(MEMORY + "block_size_bytes"), 16);
        long online = 0;
        for (int block : addedBlocks()) {
            AddressRange range = AddressRange.ofSize(block * blockBytes, blockBytes);
            assertThat(added.stream().filter(resource -> resource.range().contains(range)))
                    .as("I8, I10: what memory%d belongs to, of %s", block, added).hasSize(1);
            online += sight.text(MEMORY + "memory" + block + "/state").equals("online") ? blockBytes : 0;
        }
        assertThat(total()).as("I9: MemTotal").isEqualTo(bootKib + online / 1024);
        for (Resource resource : added) {
            boolean bound = sight.exists(DAX + resource.parent()) && sight.driver(DAX + resource.parent()).filter("kmem"::equals).isPresent();
            boolean leaked = leaks.stream().anyMatch(leak -> leak.range().overlaps(resource.range()));
            assertThat(bound || leaked).as("I10: %s has an owner or has leaked", resource).isTrue();
            if (bound) {
                blocksAreOfTheNode(resource, blockBytes);
            }
        }
    }

    /** I11. */
    private void blocksAreOfTheNode(Resource resource, long blockBytes) throws HostException {
        long node = sight.number(DAX + resource.parent() + "/target_node");
        assertThat(node).as("I11: node of %s", resource).isNotNegative();
        for (long block = resource.range().start() / blockBytes; block < resource.range().end() / blockBytes; block++) {
            assertThat(sight.exists(MEMORY + "memory" + block + "/node" + node)).as("I11: memory%d of %s is of node %d", block, resource, node).isTrue();
        }
    }

    private List<Integer> addedBlocks() throws HostException {
        return sight.names(MEMORY, "memory\\d+").stream().map(name -> Integer.parseInt(name.substring(6)))
                .filter(block -> block >= RandomSteps.FIRST_ADDED_BLOCK).toList();
    }

    long total() throws HostException {
        Matcher total = TOTAL.matcher(sight.text("/proc/meminfo"));
        assertThat(total.find()).isTrue();
        return Long.parseLong(total.group(1));
    }

    /** I15, on the way. */
    private List<Resource> resources() throws HostException {
        List<Resource> resources = new ArrayList<>();
        Deque<Resource> around = new ArrayDeque<>();
        AddressRange[] before = new AddressRange[32];
        for (String line : sight.host().attributes().read("/proc/iomem").split("\n")) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as("I15: %s", line).isTrue();
            int depth = matcher.group(1).length() / 2;
            AddressRange range = new AddressRange(Long.parseUnsignedLong(matcher.group(2), 16), Long.parseUnsignedLong(matcher.group(3), 16) + 1);
            while (around.size() > depth) {
                around.pop();
            }
            assertThat(around).as("I15: depth of %s", line).hasSize(depth);
            assertThat(depth == 0 || around.peek().range().contains(range)).as("I15: %s in %s", line, around.peek()).isTrue();
            AddressRange sibling = before[depth];
            assertThat(sibling != null && sibling.overlaps(range)).as("I15: %s and its sibling %s", line, sibling).isFalse();
            before[depth] = range;
            java.util.Arrays.fill(before, depth + 1, before.length, null);
            Resource resource = new Resource(range, matcher.group(4), depth == 0 ? "" : around.peek().name());
            resources.add(resource);
            around.push(resource);
        }
        return resources;
    }
}
