package daxplane.events.format;

import daxplane.inventory.Fact;
import daxplane.journal.JournalException;

/** Facts as JSON: {@code {"fact":"DriverBound","device":"dax0.0","driver":"kmem"}}. */
final class FactCodec {

    private FactCodec() {
    }

    static void encode(JsonOut out, Fact fact) {
        switch (fact) {
            case Fact.DimmSeen(var dimm) -> out.text("fact", "DimmSeen").object("dimm", o -> PartCodec.encode(o, dimm));
            case Fact.DimmGone(var name) -> out.text("fact", "DimmGone").text("name", name);
            case Fact.RegionSeen(var region) -> out.text("fact", "RegionSeen").object("region", o -> PartCodec.encode(o, region));
            case Fact.RegionGone(var name) -> out.text("fact", "RegionGone").text("name", name);
            case Fact.NamespaceSeen(var namespace) ->
                    out.text("fact", "NamespaceSeen").object("namespace", o -> PartCodec.encode(o, namespace));
            case Fact.NamespaceGone(var name) -> out.text("fact", "NamespaceGone").text("name", name);
            case Fact.DaxDeviceSeen(var device) ->
                    out.text("fact", "DaxDeviceSeen").object("device", o -> PartCodec.encode(o, device));
            case Fact.DaxDeviceGone(var name) -> out.text("fact", "DaxDeviceGone").text("name", name);
            case Fact.DriverBound(var device, var driver) ->
                    out.text("fact", "DriverBound").text("device", device).text("driver", driver);
            case Fact.DriverUnbound(var device, var driver) ->
                    out.text("fact", "DriverUnbound").text("device", device).text("driver", driver);
            case Fact.BlocksAdded(var blocks, var node) -> out.text("fact", "BlocksAdded").blocks(blocks).number("node", node);
            case Fact.BlocksRemoved(var blocks) -> out.text("fact", "BlocksRemoved").blocks(blocks);
            case Fact.BlocksOnlined(var blocks, var zone) ->
                    out.text("fact", "BlocksOnlined").blocks(blocks).text("zone", zone.text());
            case Fact.BlocksOfflined(var blocks) -> out.text("fact", "BlocksOfflined").blocks(blocks);
            case Fact.NodeSeen(var node) -> out.text("fact", "NodeSeen").object("node", o -> PartCodec.encode(o, node));
            case Fact.NodeGone(var id) -> out.text("fact", "NodeGone").number("id", id);
            case Fact.ModuleLoaded(var module) -> out.text("fact", "ModuleLoaded").text("module", module);
            case Fact.ModuleUnloaded(var module) -> out.text("fact", "ModuleUnloaded").text("module", module);
            case Fact.PolicySeen(var policy) -> out.text("fact", "PolicySeen").object("policy", o -> PartCodec.encode(o, policy));
            case Fact.MemTotalSeen(var kib) -> out.text("fact", "MemTotalSeen").unsigned("kib", kib);
            case Fact.RangeReserved(var reservation) ->
                    out.text("fact", "RangeReserved").object("reservation", o -> PartCodec.encode(o, reservation));
            case Fact.RangeReleased(var reservation) ->
                    out.text("fact", "RangeReleased").object("reservation", o -> PartCodec.encode(o, reservation));
            case Fact.IdAdded(var driver, var device) -> out.text("fact", "IdAdded").text("driver", driver).text("device", device);
            case Fact.IdRemoved(var driver, var device) ->
                    out.text("fact", "IdRemoved").text("driver", driver).text("device", device);
            case Fact.SettingSeen(var path, var value) -> out.text("fact", "SettingSeen").text("path", path).text("value", value);
            case Fact.SettingGone(var path) -> out.text("fact", "SettingGone").text("path", path);
            case Fact.DiskSeen(var disk) -> out.text("fact", "DiskSeen").object("disk", o -> DiskCodec.encode(o, disk));
            case Fact.DiskGone(var name) -> out.text("fact", "DiskGone").text("name", name);
            case Fact.DeviceHeld(var use) -> out.text("fact", "DeviceHeld").object("use", o -> DiskCodec.encode(o, use));
            case Fact.DeviceLetGo(var use) -> out.text("fact", "DeviceLetGo").object("use", o -> DiskCodec.encode(o, use));
            case Fact.LabelAreaWritten(var dimm, var areaBytes, var extents) -> LabelAreaCodec.encode(out.text("fact", "LabelAreaWritten"), dimm, areaBytes, extents);
            case Fact.LabelAreaGone(var dimm) -> out.text("fact", "LabelAreaGone").text("dimm", dimm);
        }
    }

    static Fact fact(JsonIn in) throws JournalException {
        String kind = in.text("fact");
        return switch (kind) {
            case "DimmSeen" -> new Fact.DimmSeen(PartCodec.dimm(in.object("dimm")));
            case "DimmGone" -> new Fact.DimmGone(in.text("name"));
            case "RegionSeen" -> new Fact.RegionSeen(PartCodec.region(in.object("region")));
            case "RegionGone" -> new Fact.RegionGone(in.text("name"));
            case "NamespaceSeen" -> new Fact.NamespaceSeen(PartCodec.namespace(in.object("namespace")));
            case "NamespaceGone" -> new Fact.NamespaceGone(in.text("name"));
            case "DaxDeviceSeen" -> new Fact.DaxDeviceSeen(PartCodec.daxDevice(in.object("device")));
            case "DaxDeviceGone" -> new Fact.DaxDeviceGone(in.text("name"));
            case "DriverBound" -> new Fact.DriverBound(in.text("device"), in.text("driver"));
            case "DriverUnbound" -> new Fact.DriverUnbound(in.text("device"), in.text("driver"));
            case "BlocksAdded" -> new Fact.BlocksAdded(in.blocks(), in.integer("node"));
            case "BlocksRemoved" -> new Fact.BlocksRemoved(in.blocks());
            case "BlocksOnlined" -> new Fact.BlocksOnlined(in.blocks(), PartCodec.zone(in.text("zone")));
            case "BlocksOfflined" -> new Fact.BlocksOfflined(in.blocks());
            case "NodeSeen" -> new Fact.NodeSeen(PartCodec.node(in.object("node")));
            case "NodeGone" -> new Fact.NodeGone(in.integer("id"));
            case "ModuleLoaded" -> new Fact.ModuleLoaded(in.text("module"));
            case "ModuleUnloaded" -> new Fact.ModuleUnloaded(in.text("module"));
            case "PolicySeen" -> new Fact.PolicySeen(PartCodec.policy(in.object("policy")));
            case "MemTotalSeen" -> new Fact.MemTotalSeen(in.number("kib"));
            case "RangeReserved" -> new Fact.RangeReserved(PartCodec.reservation(in.object("reservation")));
            case "RangeReleased" -> new Fact.RangeReleased(PartCodec.reservation(in.object("reservation")));
            case "IdAdded" -> new Fact.IdAdded(in.text("driver"), in.text("device"));
            case "IdRemoved" -> new Fact.IdRemoved(in.text("driver"), in.text("device"));
            case "SettingSeen" -> new Fact.SettingSeen(in.text("path"), in.text("value"));
            case "SettingGone" -> new Fact.SettingGone(in.text("path"));
            case "DiskSeen" -> new Fact.DiskSeen(DiskCodec.disk(in.object("disk")));
            case "DiskGone" -> new Fact.DiskGone(in.text("name"));
            case "DeviceHeld" -> new Fact.DeviceHeld(DiskCodec.use(in.object("use")));
            case "DeviceLetGo" -> new Fact.DeviceLetGo(DiskCodec.use(in.object("use")));
            case "LabelAreaWritten" -> LabelAreaCodec.written(in);
            case "LabelAreaGone" -> new Fact.LabelAreaGone(in.text("dimm"));
            default -> throw JsonIn.unknown("fact", kind);
        };
    }
}
