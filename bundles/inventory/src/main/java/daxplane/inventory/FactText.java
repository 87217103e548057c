package daxplane.inventory;

/** A fact in a few words, for people: the one teller, for histories, records and differences alike. */
public final class FactText {

    private FactText() {
    }

    private static String divided(CxlMemory cxl) {
        return (cxl.regions().isEmpty() ? "" : ", in " + String.join(", ", cxl.regions())) + ", " + new ByteSize(cxl.unassignedBytes()) + " unassigned";
    }

    public static String of(Fact fact) {
        return switch (fact) {
            case Fact.DimmSeen(var dimm) -> dimm.name() + (dimm.enabled() ? " enabled" : " disabled") + (dimm.locked() ? ", locked" : "")
                    + (dimm.labelled() ? ", labelled" : "") + dimm.cxl().map(FactText::divided).orElse("");
            case Fact.DimmGone(var name) -> name + " gone";
            case Fact.RegionSeen(var region) -> region.name() + (region.enabled() ? " enabled" : " disabled") + (region.readOnly() ? ", read-only" : "");
            case Fact.RegionGone(var name) -> name + " gone";
            case Fact.NamespaceSeen(var namespace) -> namespace.name() + " " + namespace.mode().word() + ", " + new ByteSize(namespace.bytes())
                    + (namespace.enabled() ? "" : ", disabled");
            case Fact.NamespaceGone(var name) -> name + " gone";
            case Fact.DaxDeviceSeen(var device) -> device.name() + " seen";
            case Fact.DaxDeviceGone(var name) -> name + " gone";
            case Fact.DriverBound(var device, var driver) -> device + " bound to " + driver;
            case Fact.DriverUnbound(var device, var driver) -> device + " unbound from " + driver;
            case Fact.BlocksAdded(var blocks, var node) -> blocks + " added" + (node < 0 ? "" : " to node " + node);
            case Fact.BlocksRemoved(var blocks) -> blocks + " removed";
            case Fact.BlocksOnlined(var blocks, var zone) -> blocks + " online" + (zone == Zone.MIXED ? ", several zones" : " in zone " + zone.text());
            case Fact.BlocksOfflined(var blocks) -> blocks + " offline";
            case Fact.NodeSeen(var node) -> "node" + node.id() + " " + new ByteSize(node.totalKib() * 1024) + (node.hasMemory() ? "" : ", no memory");
            case Fact.NodeGone(var id) -> "node" + id + " gone";
            case Fact.ModuleLoaded(var module) -> "module " + module + " loaded";
            case Fact.ModuleUnloaded(var module) -> "module " + module + " unloaded";
            case Fact.PolicySeen(var policy) -> "auto_online_blocks " + policy.autoOnline();
            case Fact.MemTotalSeen(var kib) -> "MemTotal is " + kib + " kB";
            case Fact.RangeReserved(var reservation) -> reservation.range() + " reserved by " + reservation.owner();
            case Fact.RangeReleased(var reservation) -> reservation.range() + " released by " + reservation.owner();
            case Fact.IdAdded(var driver, var device) -> device + " added to the id list of " + driver;
            case Fact.IdRemoved(var driver, var device) -> device + " removed from the id list of " + driver;
            case Fact.SettingSeen(var path, var value) -> setting(path) + " is " + value.replace("\n", ", ");
            case Fact.SettingGone(var path) -> setting(path) + " is not set";
            case Fact.DiskSeen(var disk) -> disk.text();
            case Fact.DiskGone(var name) -> name + " gone";
            case Fact.DeviceHeld(var use) -> use.device() + " is " + use.text();
            case Fact.DeviceLetGo(var use) -> use.device() + " is no longer " + use.text();
            case Fact.LabelAreaWritten(var dimm, var _, var extents) -> "label area of " + dimm + " written, "
                    + extents.stream().mapToInt(extent -> extent.bytes().length).sum() + " bytes differ";
            case Fact.LabelAreaGone(var dimm) -> "label area of " + dimm + " cannot be seen";
        };
    }

    /** {@code btt0.1/sector_size}: what follows the directory of all objects of a kind. */
    private static String setting(String path) {
        for (String all : new String[] {"/devices/", "/block/", "/module/", "/bus/"}) {
            if (path.contains(all)) {
                return path.substring(path.indexOf(all) + all.length());
            }
        }
        return path;
    }
}
