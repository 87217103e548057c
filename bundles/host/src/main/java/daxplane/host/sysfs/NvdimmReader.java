package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Dimm;
import daxplane.inventory.Namespace;
import daxplane.inventory.Namespace.Mode;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Objects of the nd bus, each by its name; empty when there is no such object (any more). Source: docs/kernel/attributes.md 1. */
record NvdimmReader(Attributes attributes) {

    static final String DEVICES = "/sys/bus/nd/devices";

    /** {@code nstype} of a region whose namespaces come from labels; 4 is one namespace for the whole region. */
    private static final long LABELLED = 5;

    /** A region has no more mappings, nor do their attributes go further. */
    private static final int MOST_MAPPINGS = 32;

    private static final AddressRange NOWHERE = new AddressRange(0, 0);

    static ObjectAttributes object(Attributes attributes, String name) {
        return new ObjectAttributes(attributes, DEVICES + "/" + name);
    }

    List<String> names() throws HostException {
        return new ObjectAttributes(attributes, DEVICES).entries("");
    }

    Optional<Dimm> dimm(String name) throws HostException {
        var dimm = object(attributes, name);
        boolean labelled = dimm.hasWord("flags", "label");
        var freeSlots = labelled ? dimm.node("available_slots") : OptionalInt.empty();
        var found = new Dimm(name, dimm.name("nfit/id", "cxl/id").orElse(""), dimm.number("nfit/handle").orElse(0),
                dimm.link("driver").isPresent(), dimm.hasWord("state", "active"), labelled,
                dimm.hasWord("flags", "lock") || dimm.hasWord("security", "locked"), freeSlots);
        return dimm.exists() ? Optional.of(found) : Optional.empty();
    }

    Optional<Region> region(String name) throws HostException {
        var region = object(attributes, name);
        var path = region.realPath();
        // An address that only root may see reads as 0, as /proc/iomem has it.
        var range = AddressRange.fitting(region.number("resource").orElse(0), region.number("size").orElse(0));
        var found = new Region(name, path.map(DevicePath::below).orElse(""), range.orElse(NOWHERE),
                region.number("nstype").orElse(0) == LABELLED, region.link("driver").isPresent(), region.flag("read_only"),
                region.number("align").orElse(0), region.number("available_size").orElse(0),
                region.number("max_available_extent").orElse(0), region.number("set_cookie").orElse(0),
                region.node("numa_node"), region.node("target_node"), mappings(region));
        return path.isPresent() && region.exists() ? Optional.of(found) : Optional.empty();
    }

    private static List<Region.Mapping> mappings(ObjectAttributes region) throws HostException {
        var mappings = new ArrayList<Region.Mapping>();
        long count = Math.min(region.number("mappings").orElse(0), MOST_MAPPINGS);
        for (int i = 0; i < count; i++) {
            String[] fields = region.text("mapping" + i).orElse("").split(","); // nmem0,0,2147483648,0
            if (fields.length == 4) {
                mappings.add(new Region.Mapping(fields[0], Numbers.unsigned(fields[1]).orElse(0),
                        Numbers.unsigned(fields[2]).orElse(0), (int) Numbers.unsigned(fields[3]).orElse(0)));
            }
        }
        return mappings;
    }

    Optional<Namespace> namespace(String name) throws HostException {
        var namespace = object(attributes, name);
        var personality = namespace.name("holder").filter(ObjectName::isPersonality);
        var user = personality.map(holder -> object(attributes, holder)).orElse(namespace);
        var found = new Namespace(name, regionOf(name), namespace.name("uuid"), namespace.text("alt_name").orElse(""),
                namespace.number("size").orElse(0), namespace.number("resource"),
                namespace.text("mode").flatMap(Mode::ofKernelWord).orElse(Mode.RAW),
                namespace.link("driver").isPresent() || user.link("driver").isPresent(), personality,
                personality.isPresent() ? user.name("uuid") : Optional.empty(), user.entries("block").stream().sorted().findFirst());
        return namespace.exists() ? Optional.of(found) : Optional.empty();
    }

    /** {@code namespace2.1} is on {@code region2}: the kernel numbers namespaces so. */
    private static String regionOf(String namespace) {
        return "region" + namespace.substring("namespace".length(), namespace.indexOf('.'));
    }
}
