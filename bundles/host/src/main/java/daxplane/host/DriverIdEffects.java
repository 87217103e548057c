package daxplane.host;

import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What effects do to the id lists of dax drivers, which no attribute shows. Pure.
 *
 * <p>A name may be in the lists of several drivers; the device need not exist. Adding what is there and removing what is not
 * succeeds and changes nothing; neither binds nor unbinds by itself here (that shows in the picture). A list lives as long as
 * its driver is loaded and survives its devices (docs/kernel/drivers.md 3.3; corpus dax-malformed, dax-rmmod-devdax).
 */
public final class DriverIdEffects {

    /** {@code /sys/bus/dax/drivers/kmem/new_id}; on the nd bus where the kernel has no dax bus (docs/kernel/drivers.md 2.2). */
    private static final Pattern BY_DRIVER = Pattern.compile("/sys/bus/(?:dax|nd)/drivers/([^/]+)/(new_id|remove_id)");

    /** {@code .../dax0.0/driver/remove_id}: through the link of a device to its driver, as daxctl does it. */
    private static final Pattern BY_DEVICE = Pattern.compile("/sys/.*/(dax-?\\d+\\.\\d+)/driver/(new_id|remove_id)");

    private static final Pattern DEVICE = Pattern.compile("dax-?\\d+\\.\\d+");

    private DriverIdEffects() {
    }

    /** The facts that follow from an effect and its answer; they fit {@code before}. */
    public static List<Fact> after(Inventory before, Effect effect, EffectResult result) {
        if (!(result instanceof EffectResult.Done)) {
            return List.of();
        }
        return switch (effect) {
            case Effect.WriteAttribute(var path, var value) -> written(before, path, value);
            case Effect.UnloadModule(var module) -> forgotten(before, List.of(module));
            case Effect.Reboot _, Effect.PowerCycle _, Effect.PowerLoss _ -> forgotten(before, List.copyOf(before.driverIds().keySet()));
            case Effect.LoadModule _, Effect.WriteLabelArea _, Effect.ZeroMedia _, Effect.WriteMedia _, Effect.CallFirmware _, Effect.RunProgram _ -> List.of();
        };
    }

    private static List<Fact> written(Inventory before, String path, String value) {
        var byDriver = BY_DRIVER.matcher(path);
        if (byDriver.matches()) {
            return changed(before, byDriver.group(1), byDriver.group(2), value);
        }
        var byDevice = BY_DEVICE.matcher(path);
        if (byDevice.matches()) {
            return Optional.ofNullable(before.daxDevices().get(byDevice.group(1))).flatMap(DaxDevice::driver)
                    .map(driver -> changed(before, driver, byDevice.group(2), value)).orElse(List.of());
        }
        return List.of();
    }

    private static List<Fact> changed(Inventory before, String driver, String attribute, String value) {
        String device = idIn(value);
        boolean known = before.hasId(driver, device);
        if (!DEVICE.matcher(device).matches() || known == attribute.equals("new_id")) {
            return List.of();
        }
        return List.of(known ? new Fact.IdRemoved(driver, device) : new Fact.IdAdded(driver, device));
    }

    /** The kernel takes the text up to the first NUL, and one newline at its end does not count. */
    private static String idIn(String value) {
        String text = value.substring(0, (value + "\0").indexOf('\0'));
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Drivers of the dax bus are called as their modules. */
    private static List<Fact> forgotten(Inventory before, List<String> drivers) {
        var facts = new ArrayList<Fact>();
        for (String driver : drivers) {
            if (before.driverIds().containsKey(driver)) {
                before.driverIds().get(driver).forEach(device -> facts.add(new Fact.IdRemoved(driver, device)));
            }
        }
        return facts;
    }
}
