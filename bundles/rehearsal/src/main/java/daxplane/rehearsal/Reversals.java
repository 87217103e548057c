package daxplane.rehearsal;

import daxplane.host.Attributes.Kind;
import daxplane.host.Effect;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what takes an effect back, from what is there before it. */
final class Reversals {

    private static final String MEMORY_BLOCK = "/sys/devices/system/memory/memory";
    private static final Pattern DRIVER_FILE = Pattern.compile("(/sys/bus/[^/]+/drivers/([^/]+))/(bind|unbind|new_id|remove_id)");
    private static final Pattern DAX_REGION_FILE = Pattern.compile(".*/dax_region/(create|delete)");

    private static final String ND_DEVICES = "/sys/bus/nd/devices/";

    /** Takes every namespace of persistent memory, and finds what claims it. */
    private static final String NAMESPACE_DRIVER = "/sys/bus/nd/drivers/nd_pmem";

    private static final Pattern CHOSEN = Pattern.compile("\\[([^\\]]*)\\]");

    /** Attributes that an empty line unsets. */
    private static final Set<String> CAN_BE_EMPTIED = Set.of("alt_name", "namespace");

    private Reversals() {
    }

    /** Before the effect. */
    static Reversal of(Effect effect, Host host) {
        return switch (effect) {
            case Effect.WriteAttribute write -> ofWrite(write, host);
            case Effect.LoadModule(var module) -> loaded(host, module) ? Reversal.NOTHING : by(new Effect.UnloadModule(module));
            case Effect.UnloadModule(var module) -> loaded(host, module) ? by(new Effect.LoadModule(module)) : Reversal.NOTHING;
            case Effect.WriteLabelArea _, Effect.ZeroMedia _, Effect.WriteMedia _ -> KeptContents.reversal(effect, host);
            case Effect.CallFirmware _ -> new Reversal.Impossible("what firmware was told it does not take back");
            case Effect.RunProgram _ -> new Reversal.Impossible("what a program did it does not tell");
            case Effect.Reboot _, Effect.PowerCycle _, Effect.PowerLoss _ -> new Reversal.Impossible("what was in volatile memory is gone");
        };
    }

    /** What only shows afterwards: the name of a device that was made, the zone that a block was in. */
    static Reversal seenAfter(Reversal found, Effect effect, Inventory before, Inventory after) {
        if (!(effect instanceof Effect.WriteAttribute(var path, var value))) {
            return found;
        }
        Matcher region = DAX_REGION_FILE.matcher(path);
        if (region.matches() && region.group(1).equals("create")) {
            return after.daxDevices().keySet().stream().filter(name -> !before.daxDevices().containsKey(name)).findFirst()
                    .map(name -> by(new Effect.WriteAttribute(path.substring(0, path.length() - "create".length()) + "delete", name + "\n")))
                    .orElse(Reversal.NOTHING);
        }
        if (path.startsWith(MEMORY_BLOCK) && path.endsWith("/state")) {
            return ofBlock(path, before, after);
        }
        return found instanceof Reversal.ByEffects(var effects) ? offlineFirst(effects, before, after) : found;
    }

    /** Blocks that the kernel onlined by itself must be offline again before their memory can be let go. */
    private static Reversal offlineFirst(List<Effect> effects, Inventory before, Inventory after) {
        List<Effect> all = new ArrayList<>();
        after.blocks().values().stream().filter(MemoryBlock::online).filter(block -> !before.blocks().containsKey(block.number()))
                .forEach(block -> all.add(new Effect.WriteAttribute(MEMORY_BLOCK + block.number() + "/state", "offline\n")));
        all.addAll(effects);
        return new Reversal.ByEffects(all);
    }

    private static Reversal ofWrite(Effect.WriteAttribute write, Host host) {
        Matcher driver = DRIVER_FILE.matcher(write.path());
        String object = write.value().strip();
        if (driver.matches()) {
            return ofDriverFile(driver.group(1), driver.group(3), object, host);
        }
        if (DAX_REGION_FILE.matcher(write.path()).matches()) {
            return new Reversal.Impossible("a deleted device is made again, if at all, under another name");
        }
        Optional<String> before = text(host, write.path());
        if (before.isEmpty()) {
            return new Reversal.Impossible("nothing tells what was written there before");
        }
        String was = chosen(before.get().strip());
        String attribute = write.path().substring(write.path().lastIndexOf('/') + 1);
        if (was.equals(object) || was.isEmpty() && !CAN_BE_EMPTIED.contains(attribute)) {
            return Reversal.NOTHING;      // a uuid or size that was never set is unset again with the object
        }
        if (attribute.equals("namespace") && object.isEmpty()) {
            return Reversal.NOTHING;      // who binds the namespace again finds the personality on its media
        }
        if (write.path().endsWith("/size") && object.equals("0")) {
            return new Reversal.Impossible("its space is free again, and whatever is made next may get it");
        }
        return by(new Effect.WriteAttribute(write.path(), was + "\n"));
    }

    private static Reversal ofDriverFile(String directory, String file, String object, Host host) {
        Optional<String> namespace = text(host, ND_DEVICES + object + "/namespace").map(String::strip).filter(name -> !name.isEmpty());
        if (file.equals("unbind") && namespace.isPresent()) {
            // It finds the personality again, but not while this one still claims the namespace (ENXIO).
            return new Reversal.ByEffects(List.of(new Effect.WriteAttribute(ND_DEVICES + object + "/namespace", "\n"),
                    new Effect.WriteAttribute(NAMESPACE_DRIVER + "/bind", namespace.get() + "\n")));
        }
        boolean bound = host.attributes().kind(directory + "/" + object) == Kind.LINK;
        return switch (file) {
            case "bind" -> bound ? Reversal.NOTHING : by(new Effect.WriteAttribute(directory + "/unbind", object + "\n"));
            case "unbind" -> bound ? by(new Effect.WriteAttribute(directory + "/bind", object + "\n")) : Reversal.NOTHING;
            case "new_id" -> bound ? by(new Effect.WriteAttribute(directory + "/remove_id", object + "\n"))
                    : new Reversal.ByEffects(List.of(new Effect.WriteAttribute(directory + "/remove_id", object + "\n"),
                            new Effect.WriteAttribute(directory + "/unbind", object + "\n")));
            default -> by(new Effect.WriteAttribute(directory + "/new_id", object + "\n"));
        };
    }

    /** Of a list with the chosen value in brackets, that value; nothing of one without. Any other text as it is. */
    private static String chosen(String text) {
        Matcher bracket = CHOSEN.matcher(text);
        return bracket.find() ? bracket.group(1) : text.contains(" ") ? "" : text;
    }

    private static Reversal ofBlock(String path, Inventory before, Inventory after) {
        long number = Long.parseLong(path.substring(MEMORY_BLOCK.length(), path.length() - "/state".length()));
        MemoryBlock was = before.blocks().get(number);
        if (was == null || was.equals(after.blocks().get(number))) {
            return Reversal.NOTHING;
        }
        String state = was.zone().map(zone -> zone == Zone.MOVABLE ? "online_movable" : "online_kernel").orElse("offline");
        return by(new Effect.WriteAttribute(path, state + "\n"));
    }

    private static Optional<String> text(Host host, String path) {
        try {
            return Optional.of(host.attributes().read(path));
        } catch (HostException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean loaded(Host host, String module) {
        return host.attributes().kind("/sys/module/" + module.replace('-', '_')) != Kind.ABSENT;
    }

    private static Reversal by(Effect effect) {
        return new Reversal.ByEffects(List.of(effect));
    }
}
