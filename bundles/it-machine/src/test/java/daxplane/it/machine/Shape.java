package daxplane.it.machine;

import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What there is, where it lies and who has it: all that an operation promises to bring back, and no numbers that the kernel chooses. */
final class Shape {

    private Shape() {
    }

    static Map<String, String> of(Inventory picture) {
        var shape = new TreeMap<String, String>();
        picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).forEach(namespace -> shape.put("at " + namespace.start().getAsLong(),
                List.of(namespace.bytes(), namespace.mode(), namespace.enabled(), namespace.altName(), namespace.uuid()).toString()));
        picture.daxDevices().values().stream().filter(device -> device.bytes() != 0).forEach(device ->
                shape.put("dax at " + device.ranges(), device.driver().toString()));
        picture.blocks().values().stream().filter(block -> block.number() >= RandomSteps.FIRST_ADDED_BLOCK)
                .forEach(block -> shape.put("memory" + block.number(), block.zone().toString()));
        return shape;
    }
}
