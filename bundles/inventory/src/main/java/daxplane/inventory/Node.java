package daxplane.inventory;

import java.util.Optional;

/**
 * A NUMA node that is online.
 *
 * @param cpus      its processors as the kernel lists them ({@code 0-3}); empty for a memory-only node
 * @param hasMemory whether any of its memory is online
 * @param totalKib  MemTotal of the node
 * @param tier      memory tier it belongs to ({@code memory_tier112}), once it has memory
 */
public record Node(int id, String cpus, boolean hasMemory, long totalKib, Optional<String> tier) {
}
