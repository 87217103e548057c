package daxplane.events.ledger;

import daxplane.events.Statement;
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

    /** Bounded by the size of the picture before. */
    public static List<Statement> between(Inventory before, Inventory now) {
        var lost = new ArrayList<Statement>();
        for (DaxDevice device : before.daxDevices().values()) {
            device(before, now, device, lost);
        }
        before.driverIds().forEach((driver, ids) -> lost.add(Statement.of("driver-ids", "id list of " + driver + ": " + String.join(", ", ids),
                "driver", driver, "devices", String.join(" ", ids))));
        var modules = before.modules().stream().filter(module -> !now.modules().contains(module)).collect(Collectors.joining(", "));
        if (!modules.isEmpty()) {
            lost.add(Statement.of("modules", "loaded modules: " + modules, "modules", modules.replace(",", "")));
        }
        String policy = before.policy().autoOnline();
        if (!before.equals(Inventory.EMPTY) && !policy.equals(now.policy().autoOnline())) {
            lost.add(Statement.of("policy", "auto_online_blocks was " + policy + ", is " + now.policy().autoOnline(),
                    "was", policy, "is", now.policy().autoOnline()));
        }
        return List.copyOf(lost);
    }

    private static void device(Inventory before, Inventory now, DaxDevice device, List<Statement> lost) {
        var after = now.daxDevices().values().stream().filter(other -> other.identity().equals(device.identity())).findFirst();
        var blocks = DeviceBlocks.of(before, device);
        blocks.leaked(before).ifPresent(range -> lost.add(Statement.of("leak", "leak of " + device.name() + ": " + range + " is free again",
                "device", device.name(), "range", range.toString())));
        if (device.driver().isPresent() && !after.flatMap(DaxDevice::driver).equals(device.driver())) {
            lost.add(Statement.of("binding", "binding of " + device.name() + " to " + device.driver().get() + after.flatMap(DaxDevice::driver)
                    .map(driver -> ", now " + driver).orElse(after.isPresent() ? ", now none" : ", the device is gone"),
                    "device", device.name(), "identity", device.identity(), "was", device.driver().get(),
                    "is", after.flatMap(DaxDevice::driver).orElse("")));
        }
        var online = blocks.online(before).stream()
                .filter(block -> !Optional.ofNullable(now.blocks().get(block.number())).equals(Optional.of(block))).toList();
        if (!online.isEmpty()) {
            String blocksText = online.stream()
                    .collect(Collectors.groupingBy(block -> block.zone().orElseThrow(), TreeMap::new, Collectors.toList()))
                    .entrySet().stream()
                    .map(zone -> DeviceBlocks.text(DeviceBlocks.runs(zone.getValue())) + " online in zone " + zone.getKey().text())
                    .collect(Collectors.joining(", "));
            lost.add(Statement.of("memory", "memory of " + device.name() + ": " + blocksText + " (" + new ByteSize(online.size() * blocks.blockBytes()) + ")",
                    "device", device.name(), "identity", device.identity(), "blocks", DeviceBlocks.text(DeviceBlocks.runs(online)),
                    "bytes", Long.toString(online.size() * blocks.blockBytes())));
        }
        if (after.isPresent() && !after.get().name().equals(device.name())) {
            lost.add(Statement.of("name", "name " + device.name() + ": it is " + after.get().name() + " now (" + device.identity() + ")",
                    "identity", device.identity(), "was", device.name(), "is", after.get().name()));
        }
    }
}
