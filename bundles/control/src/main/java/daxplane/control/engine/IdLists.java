package daxplane.control.engine;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.Inventory;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id lists of dax drivers after an effect: folded from what was written, because nobody can read them (spec 03 section 3.3). */
final class IdLists {

    private static final Pattern BY_DRIVER = Pattern.compile(".*/drivers/([^/]+)/(new_id|remove_id)");
    private static final Pattern BY_DEVICE = Pattern.compile(".*/([^/]+)/driver/(new_id|remove_id)");

    private IdLists() {
    }

    /** @param seen the machine after the effect, with the id lists of before it */
    static Inventory after(Effect effect, EffectResult result, Inventory before, Inventory seen) {
        var builder = seen.change();
        // A list lives as long as the driver's module (spec 09 no. 7).
        before.driverIds().keySet().stream()
                .filter(driver -> before.modules().contains(driver) && !seen.modules().contains(driver))
                .forEach(builder::removeIds);
        if (result instanceof EffectResult.Done && effect instanceof Effect.WriteAttribute(var path, var value)) {
            var written = BY_DRIVER.matcher(path);
            var through = BY_DEVICE.matcher(path);
            if (written.matches()) {
                change(builder, written.group(1), written.group(2), value.strip());
            } else if (through.matches()) {
                Optional.ofNullable(before.daxDevices().get(through.group(1))).flatMap(device -> device.driver())
                        .ifPresent(driver -> change(builder, driver, through.group(2), value.strip()));
            }
        }
        return builder.build();
    }

    private static void change(daxplane.inventory.InventoryBuilder builder, String driver, String file, String device) {
        if (device.isEmpty()) {
            return;
        }
        if (file.equals("new_id")) {
            builder.addId(driver, device);
        } else {
            builder.removeId(driver, device);
        }
    }
}
