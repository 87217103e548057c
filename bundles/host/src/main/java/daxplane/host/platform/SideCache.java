package daxplane.host.platform;

import daxplane.inventory.ByteSize;

/**
 * Memory that is a cache in front of other memory and can be used as nothing else: the DRAM of a machine in Memory Mode.
 *
 * @param node  whose memory it is in front of
 * @param bytes of the cache
 * @param level 1 is the nearest to the memory
 */
public record SideCache(int node, ByteSize bytes, int level) {
}
