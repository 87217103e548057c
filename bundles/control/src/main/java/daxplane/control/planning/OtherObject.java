package daxplane.control.planning;

import daxplane.inventory.NamedObject;
import daxplane.inventory.StackedDisk;

/** What is there, but is no device that can be handed over: it is not said that there is no such thing. */
final class OtherObject {

    private OtherObject() {
    }

    static String rule(String text, NamedObject object) {
        return text + " is " + switch (object) {
            case NamedObject.OfDaxDevice(var device) -> "dax device " + device.name();
            case NamedObject.OfNamespace(var namespace) -> "a part of " + namespace.name();
            case NamedObject.OfRegion _ -> "a region, and what can be handed over are the namespaces in it";
            case NamedObject.OfDimm(var dimm) when dimm.cxl().isPresent() -> "a CXL memory device, and what can be handed over comes of a region that is made of it";
            case NamedObject.OfDimm _ -> "a DIMM, and what can be handed over are the namespaces on it";
            case NamedObject.OfBlocks _ -> "memory, and what can be handed over is the device that it belongs to";
            case NamedObject.OfAddress _ -> "an address, and what can be handed over is the device that it belongs to";
            case NamedObject.OfNode _ -> "a node, and what can be handed over are the devices that belong to it";
            case NamedObject.OfModule _ -> "a module, and no device";
            case NamedObject.OfDisk(var disk) -> (disk.kind() == StackedDisk.Kind.PARTITION ? "a partition" : "a volume")
                    + ", and what can be handed over are the namespaces below it";
            case NamedObject.OfAutoOnline _ -> "a setting of the machine, and no device";
        };
    }

    static String remedy(String text, NamedObject object) {
        return switch (object) {
            case NamedObject.OfDaxDevice(var device) -> "use " + device.name();
            case NamedObject.OfNamespace(var namespace) -> "use " + namespace.name();
            case NamedObject.OfRegion _ -> "list namespaces       shows them";
            case NamedObject.OfDimm(var dimm) when dimm.cxl().isPresent() -> "help cxl       shows how a region is made";
            case NamedObject.OfDimm _ -> "list namespaces       shows them";
            case NamedObject.OfBlocks _, NamedObject.OfAddress _, NamedObject.OfNode _, NamedObject.OfDisk _ -> "who " + text + "       shows it";
            case NamedObject.OfModule _, NamedObject.OfAutoOnline _ -> "list       shows the devices of this machine";
        };
    }
}
