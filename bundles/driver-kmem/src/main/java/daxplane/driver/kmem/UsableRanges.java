package daxplane.driver.kmem;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is left of a dax device when the kernel takes it as System RAM: each range rounded inwards to whole memory blocks.
 *
 * <pre>
 *        start                                        end
 *   ......|====|=======block=======|=======block=====|===|......
 *          lost        usable                         lost
 * </pre>
 * Source: docs/kernel/memory.md 4; recorded in corpus kmem-basic (512 MiB devdax, 384 MiB usable).
 */
final class UsableRanges {

    private UsableRanges() {
    }

    /** Usable ranges by the number of the device's range; ranges with nothing left are absent. */
    static SortedMap<Integer, AddressRange> of(List<AddressRange> device, long blockBytes) {
        SortedMap<Integer, AddressRange> usable = new TreeMap<>();
        for (int i = 0; i < device.size(); i++) {
            int number = i;
            device.get(i).alignedInwards(blockBytes).ifPresent(range -> usable.put(number, range));
        }
        return usable;
    }
}
