package daxplane.shell.view;

import daxplane.events.StoredEvent;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.FactText;
import daxplane.inventory.Inventory;
import daxplane.inventory.Region;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.StoredJson;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Visible;
import daxplane.shell.screen.Wrapping;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two pictures beside each other: what was so in the first alone ({@code -}) and what is so in the second alone ({@code +}), object by
 * object. What is the same in both is not told.
 *
 * <pre>
 *   - dax0.0 bound to device_dax
 *   + dax0.0 bound to kmem
 *   + memory33-35 online in zone Movable
 * </pre>
 */
public final class Comparison implements View {

    /** Kinds of objects in the order in which they are told: as the memory is built up. */
    private enum Kind {
        DIMM, REGION, NAMESPACE, DISK, DEVICE, USE, BLOCKS, NODE, MODULE, POLICY, IDS, SETTING, RESERVATION, TOTAL
    }

    /** @param after whether it is so in the second picture, not the first */
    private record Line(Kind kind, String object, boolean after, String what, Fact fact) {

        String sign() {
            return after ? "+" : "-";
        }
    }

    private final List<Line> lines;

    private Comparison(List<Line> lines) {
        this.lines = lines;
    }

    public static Comparison of(Inventory before, Inventory after) {
        var lines = new ArrayList<Line>();
        lines.addAll(states(before, Difference.between(after, before), false));
        lines.addAll(states(after, Difference.between(before, after), true));
        lines.sort(Comparator.comparing(Line::kind).thenComparing(Line::object).thenComparing(Line::after));
        return new Comparison(List.copyOf(lines));
    }

    /** What the way to a picture tells of that picture; what only lets go on the way is told by what was there before. */
    private static List<Line> states(Inventory picture, List<Fact> way, boolean after) {
        var lines = new ArrayList<Line>();
        for (Fact fact : withoutTheGone(picture, way)) {
            switch (fact) {
                case Fact.DimmSeen(var dimm) -> lines.add(new Line(Kind.DIMM, dimm.name(), after, FactText.of(fact), fact));
                case Fact.RegionSeen(var region) -> lines.add(new Line(Kind.REGION, region.name(), after, FactText.of(fact) + free(region), fact));
                case Fact.NamespaceSeen(var namespace) -> lines.add(new Line(Kind.NAMESPACE, namespace.name(), after, FactText.of(fact)
                        + (namespace.altName().isEmpty() ? "" : ", named " + namespace.altName())
                        + namespace.uuid().map(uuid -> ", uuid " + uuid).orElse(""), fact));
                case Fact.DaxDeviceSeen(var device) -> lines.add(new Line(Kind.DEVICE, device.name(), after, device.name() + ", " + new ByteSize(device.bytes()) + ", "
                        + device.identity(), fact));
                case Fact.DriverBound(var device, var _) -> lines.add(new Line(Kind.DEVICE, device, after, FactText.of(fact), fact));
                case Fact.DriverUnbound(var device, var _) -> lines.add(new Line(Kind.DEVICE, device, after, device + " bound to no driver", fact));
                case Fact.BlocksAdded(var blocks, var node) -> lines.add(new Line(Kind.BLOCKS, "", after, blocks + (node < 0 ? " there" : " on node " + node), fact));
                case Fact.BlocksOnlined _, Fact.BlocksOfflined _ -> lines.add(new Line(Kind.BLOCKS, "", after, FactText.of(fact), fact));
                case Fact.NodeSeen(var node) -> lines.add(new Line(Kind.NODE, "node" + node.id(), after, FactText.of(fact), fact));
                case Fact.ModuleLoaded(var module) -> lines.add(new Line(Kind.MODULE, module, after, FactText.of(fact), fact));
                case Fact.PolicySeen(var policy) -> lines.add(new Line(Kind.POLICY, "", after, FactText.of(fact) + (policy.onlinePolicy().isEmpty() ? "" : ", online_policy "
                        + policy.onlinePolicy()) + ", memmap_on_memory " + policy.memmapOnMemory(), fact));
                case Fact.IdAdded(var driver, var device) -> lines.add(new Line(Kind.IDS, driver, after, device + " in the id list of " + driver, fact));
                case Fact.SettingSeen(var path, var _) -> lines.add(new Line(Kind.SETTING, path, after, FactText.of(fact), fact));
                case Fact.RangeReserved(var reservation) -> lines.add(new Line(Kind.RESERVATION, "%016x".formatted(reservation.range().start()), after,
                        FactText.of(fact), fact));
                case Fact.DiskSeen(var disk) -> lines.add(new Line(Kind.DISK, disk.name(), after, FactText.of(fact), fact));
                case Fact.DeviceHeld(var use) -> lines.add(new Line(Kind.USE, use.device(), after, FactText.of(fact), fact));
                case Fact.LabelAreaWritten(var dimm, var _, var _) -> {
                    if (after) {            // once: how much of it differs is the same from both sides
                        lines.add(new Line(Kind.DIMM, dimm, true, FactText.of(fact), fact));
                    }
                }
                case Fact.MemTotalSeen _ -> lines.add(new Line(Kind.TOTAL, "", after, FactText.of(fact), fact));
                case Fact.DimmGone _, Fact.RegionGone _, Fact.NamespaceGone _, Fact.DaxDeviceGone _, Fact.BlocksRemoved _, Fact.NodeGone _, Fact.ModuleUnloaded _,
                        Fact.RangeReleased _, Fact.IdRemoved _, Fact.SettingGone _, Fact.DiskGone _, Fact.DeviceLetGo _, Fact.LabelAreaGone _ -> { }
            }
        }
        return lines;
    }

    private static String free(Region region) {
        return ", " + new ByteSize(region.availableBytes()) + " free";
    }

    /** A device or a block that is not there any more is neither unbound nor offline; one that has a driver again is not unbound. */
    private static List<Fact> withoutTheGone(Inventory picture, List<Fact> way) {
        Set<String> unbound = picture.daxDevices().values().stream().filter(device -> device.driver().isEmpty()).map(DaxDevice::name).collect(Collectors.toSet());
        var told = new HashSet<Fact>();
        var kept = new ArrayList<Fact>();
        for (Fact fact : way) {
            switch (fact) {
                case Fact.DriverUnbound(var device, var _) when !unbound.contains(device) -> { }
                case Fact.BlocksOfflined(var blocks) -> stillOffline(picture, blocks).stream().<Fact>map(Fact.BlocksOfflined::new).filter(told::add).forEach(kept::add);
                default -> kept.add(fact);
            }
        }
        return kept;
    }

    private static List<BlockRange> stillOffline(Inventory picture, BlockRange blocks) {
        return DeviceBlocks.runs(picture.blocksIn(blocks).values().stream().filter(block -> !block.online()).toList());
    }

    @Override
    public Object json() {
        return lines.stream().map(line -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("sign", line.sign());
            object.put("what", line.what());
            object.put("data", StoredJson.own(StoredEvent.data(line.fact())));
            return object;
        }).toList();
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        if (lines.isEmpty()) {
            out.println("no difference");
        }
        for (Line line : lines) {
            var sign = line.sign();
            for (var text : Wrapping.lines(Visible.line(line.what()), screen.columns() - 2)) {
                out.println(screen.ink(line.after() ? Style.GOOD : Style.BAD, sign + " " + text));
                sign = " ";
            }
        }
    }
}
