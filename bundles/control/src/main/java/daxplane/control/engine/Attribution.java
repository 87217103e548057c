package daxplane.control.engine;

import daxplane.control.KernelFiles;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Effect;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which facts an effect explains. What is seen after an effect and not explained by it was done by somebody else, and is
 * journalled so: another onliner that raced with us, another administrator on another device.
 *
 * <p>Generous where the kernel reaches far: whatever is done on the nd bus, or by loading a module, may change every device.
 */
public final class Attribution {

    private static final Pattern BLOCK = Pattern.compile("/sys/devices/system/memory/memory(\\d+)/(state|online)");
    private static final Pattern DAX_DRIVER = Pattern.compile("/sys/bus/dax/drivers/([^/]+)/(bind|unbind|new_id|remove_id)");

    private static final String PARAMETERS = "/sys/module/memory_hotplug/parameters/";

    private Attribution() {
    }

    /**
     * The facts as events, in their order, neighbours with one cause together.
     *
     * @param effects what was done between the two pictures; none explains nothing
     */
    static List<Event> events(List<Fact> facts, String operation, List<Effect> effects, Inventory before, Inventory after) {
        var events = new ArrayList<Event>();
        var run = new ArrayList<Fact>();
        Cause cause = Cause.operation(operation);
        for (Fact fact : apart(facts, effects)) {
            Cause own = effects.stream().anyMatch(effect -> explains(effect, fact, before, after)) ? Cause.operation(operation) : Cause.EXTERNAL;
            if (!own.equals(cause) && !run.isEmpty()) {
                events.add(new Event.FactsObserved(cause, List.copyOf(run)));
                run.clear();
            }
            cause = own;
            run.add(fact);
        }
        if (!run.isEmpty()) {
            events.add(new Event.FactsObserved(cause, List.copyOf(run)));
        }
        return events;
    }

    /**
     * What is seen of an operation that has not ended, beyond its records: its last act may be missing there. Of a tool nobody knows
     * what it was about to do, so that whatever is new is taken as its doing.
     */
    public static List<Event> underWay(OpenOperation operation, Inventory before, Inventory after) {
        var facts = Difference.between(before, after);
        if (facts.isEmpty()) {
            return List.of();
        }
        return operation.meant() instanceof Intent.ToolRun ? List.of(new Event.FactsObserved(Cause.operation(operation.id()), facts))
                : events(facts, operation.id(), possible(operation), before, after);
    }

    /** What an operation may have done: the steps of its plan, and what takes them back. */
    public static List<Effect> possible(OpenOperation operation) {
        return operation.intent().steps().stream().flatMap(step -> Stream.concat(Stream.of(step.effect()), step.undo().stream())).toList();
    }

    /** A run of blocks of which the effects name one becomes that one and its neighbours: they were somebody else's. */
    private static List<Fact> apart(List<Fact> facts, List<Effect> effects) {
        if (effects.size() != 1 || !(effects.getFirst() instanceof Effect.WriteAttribute(var path, var _))) {
            return facts;
        }
        var block = BLOCK.matcher(path);
        if (!block.matches()) {
            return facts;
        }
        long number = Long.parseLong(block.group(1));
        return facts.stream().flatMap(fact -> switch (fact) {
            case Fact.BlocksOnlined(var blocks, var zone) -> apart(blocks, number).map(part -> new Fact.BlocksOnlined(part, zone));
            case Fact.BlocksOfflined(var blocks) -> apart(blocks, number).map(Fact.BlocksOfflined::new);
            default -> Stream.of(fact);
        }).toList();
    }

    private static Stream<BlockRange> apart(BlockRange blocks, long number) {
        if (!blocks.contains(number) || blocks.count() == 1) {
            return Stream.of(blocks);
        }
        var before = number == blocks.first() ? Stream.<BlockRange>empty() : Stream.of(new BlockRange(blocks.first(), number - blocks.first()));
        var after = number == blocks.last() ? Stream.<BlockRange>empty() : Stream.of(new BlockRange(number + 1, blocks.last() - number));
        return Stream.of(before, Stream.of(new BlockRange(number, 1)), after).flatMap(part -> part);
    }

    static boolean explains(Effect effect, Fact fact, Inventory before, Inventory after) {
        return switch (effect) {
            case Effect.WriteAttribute(var path, var value) -> explains(path, value.strip(), fact, before, after);
            case Effect.WriteLabelArea(var dimm, var _, var _) when fact instanceof Fact.LabelAreaWritten(var written, var _, var _) -> written.equals(dimm);
            case Effect.WriteLabelArea _, Effect.ZeroMedia _, Effect.WriteMedia _ -> switch (fact) {
                case Fact.DimmSeen _, Fact.DimmGone _, Fact.RegionSeen _, Fact.NamespaceSeen _, Fact.NamespaceGone _, Fact.SettingSeen _, Fact.SettingGone _,
                        Fact.DiskSeen _, Fact.DiskGone _ -> true;
                default -> false;
            };
            case Effect.LoadModule _, Effect.UnloadModule _ -> !(fact instanceof Fact.PolicySeen || fact instanceof Fact.DeviceHeld);
            case Effect.CallFirmware _, Effect.RunProgram _, Effect.Reboot _, Effect.PowerCycle _, Effect.PowerLoss _ -> true;
        };
    }

    private static boolean explains(String path, String value, Fact fact, Inventory before, Inventory after) {
        if (fact instanceof Fact.DeviceHeld) {
            return false;                       // a file of the kernel gives a device to nobody; who takes it does so himself
        }
        var block = BLOCK.matcher(path);
        if (block.matches()) {
            return ofBlock(Long.parseLong(block.group(1)), fact);
        }
        var driver = DAX_DRIVER.matcher(path);
        if (driver.matches()) {
            return ofDriver(driver.group(1), driver.group(2), value, fact, before, after);
        }
        if (path.equals(KernelFiles.AUTO_ONLINE)) {
            // Another value was written by somebody else, before us or after us.
            return fact instanceof Fact.PolicySeen(var policy) && policy.autoOnline().equals(value);
        }
        if (fact instanceof Fact.PolicySeen(var policy)) {
            // The other parts of the policy are parameters of the module; auto_online_blocks is another file.
            return path.startsWith(PARAMETERS) && policy.autoOnline().equals(before.policy().autoOnline());
        }
        return true;
    }

    private static boolean ofBlock(long number, Fact fact) {
        return switch (fact) {
            case Fact.BlocksOnlined(var blocks, var _) -> blocks.equals(new BlockRange(number, 1));
            case Fact.BlocksOfflined(var blocks) -> blocks.equals(new BlockRange(number, 1));
            case Fact.NodeSeen _, Fact.MemTotalSeen _ -> true;
            default -> false;
        };
    }

    /** A driver file reaches the device that is named, and with bind and new_id every other that the driver takes then (docs/kernel/observed.md no. 2). */
    private static boolean ofDriver(String driver, String file, String device, Fact fact, Inventory before, Inventory after) {
        return switch (fact) {
            case Fact.DriverBound(var name, var by) -> name.equals(device) || by.equals(driver);
            case Fact.DriverUnbound(var name, var _) -> name.equals(device);
            case Fact.BlocksAdded(var blocks, var _) -> ofDriver(driver, blocks, after);
            case Fact.BlocksRemoved(var blocks) -> ofDriver(driver, blocks, before);
            // Under a policy other than offline the kernel onlines what it has just added, and nothing else.
            case Fact.BlocksOnlined(var blocks, var _) -> !before.policy().autoOnline().equals("offline")
                    && (file.equals("bind") || file.equals("new_id")) && before.blocksIn(blocks).isEmpty();
            case Fact.IdAdded(var by, var _) -> by.equals(driver);
            case Fact.IdRemoved(var by, var _) -> by.equals(driver);
            case Fact.NodeSeen _, Fact.NodeGone _, Fact.MemTotalSeen _, Fact.RangeReserved _, Fact.RangeReleased _, Fact.SettingSeen _, Fact.SettingGone _ -> true;
            case Fact.DeviceLetGo(var use) -> use.device().equals(device);
            case Fact.DaxDeviceSeen(var seen) -> seen.name().equals(device);
            case Fact.BlocksOfflined _, Fact.DaxDeviceGone _, Fact.DimmSeen _, Fact.DimmGone _, Fact.RegionSeen _, Fact.RegionGone _,
                    Fact.NamespaceSeen _, Fact.NamespaceGone _, Fact.ModuleLoaded _, Fact.ModuleUnloaded _, Fact.PolicySeen _, Fact.DiskSeen _, Fact.DiskGone _, Fact.DeviceHeld _,
                    Fact.LabelAreaWritten _, Fact.LabelAreaGone _ -> false;
        };
    }

    private static boolean ofDriver(String driver, BlockRange blocks, Inventory picture) {
        return picture.daxDevices().values().stream()
                .filter(device -> device.driver().filter(driver::equals).isPresent())
                .flatMap(device -> DeviceBlocks.of(picture, device).ranges().stream())
                .anyMatch(range -> range.first() <= blocks.first() && blocks.last() <= range.last());
    }
}
