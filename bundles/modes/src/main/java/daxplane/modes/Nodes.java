package daxplane.modes;

import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import java.util.stream.Collectors;

/** What else lives on a node. */
final class Nodes {

    private Nodes() {
    }

    /** Whether memory blocks of the node are there that come from no dax device. */
    static boolean hasOrdinaryMemory(Inventory picture, int node) {
        var fromDax = picture.daxDevices().values().stream()
                .flatMapToLong(device -> DeviceBlocks.of(picture, device).numbers())
                .boxed().collect(Collectors.toSet());
        return picture.blocks().values().stream()
                .anyMatch(block -> block.node().isPresent() && block.node().getAsInt() == node && !fromDax.contains(block.number()));
    }
}
