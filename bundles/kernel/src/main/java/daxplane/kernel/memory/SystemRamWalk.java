package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;
import daxplane.kernel.ResourceTree;
import daxplane.kernel.ResourceTree.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for System RAM by which the kernel decides what of a memory block there is to bring online. RAM is what is both
 * marked as System RAM and busy: the reservation that kmem makes around its memory is not.
 *
 * <pre>
 *   100000000-4ffffffff : Persistent Memory
 *     118000000-4ffffffff : dax0.0              System RAM, not busy: no RAM itself
 *       118000000-4ffffffff : System RAM        found by a search of the whole tree only
 * </pre>
 *
 * <p>Up to Linux 5.0 only the top of the tree was searched, and RAM below persistent memory was none. docs/kernel/memory.md 5.
 */
final class SystemRamWalk {

    private final ResourceTree tree;
    private final boolean nested;

    /** @param nested whether it looks below other resources */
    SystemRamWalk(ResourceTree tree, boolean nested) {
        this.tree = tree;
        this.nested = nested;
    }

    /** The RAM in a range, in the order of addresses; where resources cross the ends of the range, the part inside. */
    List<AddressRange> in(AddressRange range) {
        List<AddressRange> found = new ArrayList<>();
        search(Optional.empty(), range, found);
        return found;
    }

    // Depth is that of the resource tree, which drivers build: provider, region, device, RAM.
    private void search(Optional<Resource> parent, AddressRange range, List<AddressRange> found) {
        for (Resource resource : tree.children(parent)) {
            Optional<AddressRange> inside = resource.range().intersection(range);
            if (inside.isEmpty()) {
                continue;
            }
            if (resource.systemRam() && resource.busy()) {
                found.add(inside.get());
            } else if (nested) {
                search(Optional.of(resource), inside.get(), found);
            }
        }
    }
}
