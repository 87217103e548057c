package daxplane.events.ledger;

import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a boot took with it: everything volatile that the machine had before and has not now. Pure. */
public final class VolatileLosses {

    private VolatileLosses() {
    }

    /** One sentence each, without a full stop; bounded by the size of the picture before. */
    public static List<String> between(Inventory before, Inventory now) {
        var lost = new ArrayList<String>();
        for (DaxDevice device : before.daxDevices().values()) {
            device(before, now, device, lost);
        }
        before.driverIds().forEach((driver, ids) -> lost.add("id list of " + driver + ": " + String.join(", ", ids)));
        var modules = before.modules().stream().filter(module -> !now.modules().contains(module)).collect(Collectors.joining(", "));
        if (!modules.isEmpty()) {
            lost.add("loaded modules: " + modules);
        }
        String policy = before.policy().autoOnline();
        if (!before.equals(Inventory.EMPTY) && !policy.equals(now.policy().autoOnline())) {
            lost.add("auto_online_blocks was " + policy + ", is " + now.policy().autoOnline());
        }
        return List.copyOf(lost);
    }

    private static void device(Inventory before, Inventory now, DaxDevice device, List<String> lost) {
        var after = now.daxDevices().values().stream().filter(other -> other.identity().equals(device.identity())).findFirst();
        var blocks = DeviceBlocks.of(before, device);
        blocks.leaked(before).ifPresent(range -> lost.add("leak of " + device.name() + ": " + range + " is free again"));
        if (device.driver().isPresent() && !after.flatMap(DaxDevice::driver).equals(device.driver())) {
            lost.add("binding of " + device.name() + " to " + device.driver().get() + after.flatMap(DaxDevice::driver)
                    .map(driver -> ", now " + driver).orElse(after.isPresent() ? ", now none" : ", the device is gone"));
        }
        var online = blocks.online(before).stream()
                .filter(block -> !Optional.ofNullable(now.blocks().get(block.number())).equals(Optional.of(block))).toList();
        if (!online.isEmpty()) {
            lost.add("memory of " + device.name() + ": " + online.stream()
                    .collect(Collectors.groupingBy(block -> block.zone().orElseThrow(), TreeMap::new, Collectors.toList()))
                    .entrySet().stream()
                    .map(zone -> DeviceBlocks.text(DeviceBlocks.runs(zone.getValue())) + " online in zone " + zone.getKey().text())
                    .collect(Collectors.joining(", ")) + " (" + new ByteSize(online.size() * blocks.blockBytes()) + ")");
        }
        if (after.isPresent() && !after.get().name().equals(device.name())) {
            lost.add("name " + device.name() + ": it is " + after.get().name() + " now (" + device.identity() + ")");
        }
    }
}
