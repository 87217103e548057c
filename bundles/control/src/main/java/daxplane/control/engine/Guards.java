package daxplane.control.engine;

import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Effects that would lose memory until the next boot: taking kmem away from a device, in whatever way, while a block of the
 * device is online; or at all, where the kernel cannot take memory back. The kernel lets it happen and says success (docs/kernel/memory.md
 * section 6, docs/kernel/observed.md no. 12 and 13). Pure.
 *
 * @param takesMemoryBack whether the kernel can remove memory that was added
 */
public record Guards(boolean takesMemoryBack) {

    /** Modules whose unloading removes the dax devices themselves, of soft-reserved and CXL memory. */
    private static final Set<String> PARENTS_WITHOUT_NAMESPACE = Set.of("dax_hmem", "dax_cxl");

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    /** @param release as uname -r prints it: Linux takes memory back since 5.3 (docs/kernel/memory.md 2.3) */
    public static Guards of(String release) {
        var version = RELEASE.matcher(release);
        return new Guards(!version.matches() || Integer.parseInt(version.group(1)) * 10_000 + Integer.parseInt(version.group(2)) >= 50_003);
    }

    /** Whether the effect is of a kind that can leak at all; then the picture it is judged by must be fresh. */
    static boolean risky(Effect effect) {
        return switch (effect) {
            case Effect.WriteAttribute(var path, var _) -> path.endsWith("/unbind");
            case Effect.UnloadModule _ -> true;
            case Effect.LoadModule _, Effect.WriteLabelArea _, Effect.ZeroMedia _, Effect.WriteMedia _, Effect.CallFirmware _, Effect.RunProgram _, Effect.Reboot _, Effect.PowerCycle _, Effect.PowerLoss _ -> false;
        };
    }

    /** The refusal of an effect that would leak; empty when it would not. */
    public Optional<Refusal> leak(Effect effect, Inventory picture) {
        return leak(effect, picture, effect.typed());
    }

    /** @param typed the command that the effect is a step of, as the operator typed it */
    public Optional<Refusal> leak(Effect effect, Inventory picture, String typed) {
        return picture.daxDevices().values().stream()
                .filter(device -> device.usedAsRam() && takesAway(effect, device))
                .flatMap(device -> refusal(typed, picture, device).stream())
                .findFirst();
    }

    private static boolean takesAway(Effect effect, DaxDevice device) {
        return switch (effect) {
            case Effect.WriteAttribute(var path, var value) -> path.endsWith("/unbind") && unbinds(path, value.strip(), device);
            case Effect.UnloadModule(var module) -> unloads(module.replace('-', '_'), device);
            case Effect.LoadModule _, Effect.WriteLabelArea _, Effect.ZeroMedia _, Effect.WriteMedia _, Effect.CallFirmware _, Effect.RunProgram _, Effect.Reboot _, Effect.PowerCycle _, Effect.PowerLoss _ -> false;
        };
    }

    private static boolean unloads(String module, DaxDevice device) {
        return device.driver().filter(module::equals).isPresent()
                || !device.onNdBus() && (device.namespace().isPresent() ? module.equals("dax_pmem") : PARENTS_WITHOUT_NAMESPACE.contains(module));
    }

    /** The device itself, from kmem; or one of its parents, from whatever driver: namespace, nd device, region. */
    private static boolean unbinds(String path, String subject, DaxDevice device) {
        if (subject.equals(device.name()) && path.contains(device.onNdBus() ? "nd/drivers/" : "dax/drivers/")) {
            return path.endsWith("/" + device.driver().orElse("") + "/unbind");
        }
        return subject.equals(device.name()) && path.endsWith("/driver/unbind")
                || List.of(device.regionPath().split("/")).contains(subject)
                || device.namespace().filter(subject::equals).isPresent();
    }

    private Optional<Refusal> refusal(String typed, Inventory picture, DaxDevice device) {
        var blocks = DeviceBlocks.of(picture, device);
        if (!takesMemoryBack) {
            return blocks.existing(picture).isEmpty() ? Optional.empty() : Optional.of(oneWay(typed, device, blocks));
        }
        var online = blocks.online(picture);
        if (online.isEmpty()) {
            return Optional.empty();
        }
        String node = device.targetNode().isPresent() ? ", node " + device.targetNode().getAsInt() : "";
        return Optional.of(new Refusal(RefusalCode.BLOCKS_ONLINE, Errno.EBUSY, device.name(), typed + " would lose the memory of " + device.name(),
                "blocks are still online (" + DeviceBlocks.text(DeviceBlocks.runs(online)) + ", "
                        + new ByteSize(online.size() * blocks.blockBytes()) + node + ")",
                "it would say success, and leak the range until the next boot",
                "release " + device.name() + "       offlines them first, and brings them back if one of them fails; "
                        + "or give --leak-until-reboot"));
    }

    /** Online or not. docs/kernel/drivers.md 2.2, docs/kernel/memory.md 2.1 and 2.2. */
    private static Refusal oneWay(String typed, DaxDevice device, DeviceBlocks blocks) {
        return new Refusal(RefusalCode.MEMORY_STAYS, Errno.EBUSY, device.name(), typed + " would lose the memory of " + device.name(),
                "what its driver has added (" + blocks.text() + ") stays until the next boot: this kernel cannot take memory back",
                "it would say success, and the memory would stay in nobody's hands",
                "reboot       gives the device back; or give " + typed + " --leak-until-reboot");
    }
}
