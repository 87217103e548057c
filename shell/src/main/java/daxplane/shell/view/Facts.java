package daxplane.shell.view;

import daxplane.inventory.ByteSize;
import daxplane.inventory.Fact;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.View;
import java.util.List;

/** A fact in one line. */
public final class Facts {

    private Facts() {
    }

    /** A line each; for people, what was done to one memory block after the other is one. */
    public static View view(List<Fact> facts) {
        var texts = facts.stream().map(Facts::text).toList();
        return new Folded(table(texts), table(BlockRuns.folded(texts)));
    }

    private static Table table(List<String> texts) {
        var table = new Table(List.of(Column.wrapped("fact"))).whenEmpty("no difference");
        texts.forEach(table::row);
        return table;
    }

    public static String text(Fact fact) {
        return switch (fact) {
            case Fact.DimmSeen(var dimm) -> dimm.name() + (dimm.enabled() ? " enabled" : " disabled") + (dimm.locked() ? ", locked" : "")
                    + dimm.cxl().map(cxl -> ", " + new ByteSize(cxl.unassignedBytes()) + " of it unassigned").orElse("");
            case Fact.DimmGone(var name) -> name + " is gone";
            case Fact.RegionSeen(var region) -> region.name() + (region.enabled() ? " enabled, " : " disabled, ")
                    + new ByteSize(region.availableBytes()) + " free of " + new ByteSize(region.range().bytes());
            case Fact.RegionGone(var name) -> name + " is gone";
            case Fact.NamespaceSeen(var namespace) -> namespace.name() + " " + namespace.mode().word() + ", " + new ByteSize(namespace.bytes())
                    + (namespace.enabled() ? ", enabled" : ", disabled");
            case Fact.NamespaceGone(var name) -> name + " is gone";
            case Fact.DaxDeviceSeen(var device) -> device.name() + " " + new ByteSize(device.bytes())
                    + device.driver().map(driver -> ", bound to " + driver).orElse(", no driver");
            case Fact.DaxDeviceGone(var name) -> name + " is gone";
            case Fact.DriverBound(var device, var driver) -> device + " bound to " + driver;
            case Fact.DriverUnbound(var device, var driver) -> device + " unbound from " + driver;
            case Fact.BlocksAdded(var blocks, var node) -> blocks + " added" + (node < 0 ? "" : " to node " + node);
            case Fact.BlocksRemoved(var blocks) -> blocks + " removed";
            case Fact.BlocksOnlined(var blocks, var zone) -> blocks + " online in zone " + zone.text();
            case Fact.BlocksOfflined(var blocks) -> blocks + " offline";
            case Fact.NodeSeen(var node) -> "node" + node.id() + " " + new ByteSize(node.totalKib() * 1024) + (node.hasMemory() ? "" : ", no memory");
            case Fact.NodeGone(var id) -> "node" + id + " is gone";
            case Fact.ModuleLoaded(var module) -> "module " + module + " loaded";
            case Fact.ModuleUnloaded(var module) -> "module " + module + " unloaded";
            case Fact.PolicySeen(var policy) -> "auto_online_blocks is " + policy.autoOnline();
            case Fact.MemTotalSeen(var kib) -> "MemTotal is " + kib + " kB";
            case Fact.RangeReserved(var reservation) -> reservation.range() + " reserved by " + reservation.owner();
            case Fact.RangeReleased(var reservation) -> reservation.range() + " released by " + reservation.owner();
            case Fact.IdAdded(var driver, var device) -> device + " added to the id list of " + driver;
            case Fact.IdRemoved(var driver, var device) -> device + " removed from the id list of " + driver;
        };
    }
}
