package daxplane.control.planning;

import daxplane.host.Effect;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;

/** Files of the nd bus that the way back writes to (docs/kernel/namespaces.md). */
final class NdFiles {

    private static final String DRIVERS = "/sys/bus/nd/drivers/";

    private NdFiles() {
    }

    static Effect write(Region region, String device, String attribute, String value) {
        return new Effect.WriteAttribute(path(region, device, attribute), value + "\n");
    }

    static String path(Region region, String device, String attribute) {
        return path(region, device + "/" + attribute);
    }

    static String path(Region region, String attribute) {
        return device(region.path()) + "/" + attribute;
    }

    /** @param path device path, below /sys/devices or from there on */
    static String device(String path) {
        return "/sys/devices" + (path.startsWith("/") ? "" : "/") + path;
    }

    /** Takes every namespace, and finds what claims it. */
    static Effect enable(String namespace) {
        return new Effect.WriteAttribute(DRIVERS + "nd_pmem/bind", namespace + "\n");
    }

    static Effect disable(Namespace namespace) {
        String device = namespace.personality().orElse(namespace.name());
        return new Effect.WriteAttribute(DRIVERS + (device.startsWith("dax") ? "dax_pmem" : "nd_pmem") + "/unbind", device + "\n");
    }

    static Effect region(String name, boolean enabled) {
        return new Effect.WriteAttribute(DRIVERS + "nd_region/" + (enabled ? "bind" : "unbind"), name + "\n");
    }

    static Effect dimm(String name, boolean enabled) {
        return new Effect.WriteAttribute(DRIVERS + "nvdimm/" + (enabled ? "bind" : "unbind"), name + "\n");
    }

    /** What holder_class says of a namespace that such a personality may have. */
    static String holderClass(Namespace.Mode mode) {
        return switch (mode) {
            case RAW -> "";
            case SECTOR -> "btt";
            case FSDAX -> "pfn";
            case DEVDAX -> "dax";
        };
    }
}
