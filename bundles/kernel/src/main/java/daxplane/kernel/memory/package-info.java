/**
 * Memory of the simulated machine that can come and go: memory blocks, nodes, zones, tiers, and the counts of pages.
 *
 * <p>Owns {@code /sys/devices/system/memory}, {@code /sys/devices/system/node}, {@code /sys/devices/virtual/memory_tiering},
 * {@code /sys/module/memory_hotplug} and the texts of {@code /proc/meminfo} and {@code /proc/zoneinfo}. Invariants: a block
 * belongs to boot memory or to exactly one added range; MemTotal is the sum of the managed pages of all zones; a node is online
 * exactly while it has a processor, boot memory or a block; a block that is online belongs to the zone that it was put into.
 * All state is told as documents; the pure parts ({@link daxplane.kernel.memory.NodeTopology},
 * {@link daxplane.kernel.memory.AbstractDistance}, {@link daxplane.kernel.memory.ZoneAccount}) know no kernel.
 *
 * <p>Model where a kernel depends on what programs do: added memory is unused until a {@link daxplane.kernel.Workload} says
 * otherwise, and the kernel's own boot allocations lie in the first and the last block of each node's boot memory.
 *
 * {@snippet file="daxplane/kernel/memory/PackageExample.java" region="example"}
 */
package daxplane.kernel.memory;
