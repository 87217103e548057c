package daxplane.tools.ndctl;

import daxplane.tools.nd.NamespaceMode;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a namespace is to become, every question answered.
 *
 * @param inMemory   whether page structures are in memory, not on the device
 * @param align      bytes; of meaning in fsdax and devdax mode
 * @param sectorSize bytes; empty to leave it to the kernel
 */
record NamespacePlan(long size, NamespaceMode mode, boolean inMemory, long align, OptionalLong sectorSize, UUID uuid, String name) {
}
