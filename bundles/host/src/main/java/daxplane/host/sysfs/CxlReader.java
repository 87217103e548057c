package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.Dimm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Memory devices of the cxl bus, each by its name; empty when there is no such device (any more). Source: docs/kernel/attributes.md. */
record CxlReader(Attributes attributes) {

    static final String DEVICES = "/sys/bus/cxl/devices";

    private ObjectAttributes object(String name) {
        return new ObjectAttributes(attributes, DEVICES + "/" + name);
    }

    List<String> names() throws HostException {
        return entries().stream().filter(ObjectName::isCxlMemory).toList();
    }

    private List<String> entries() throws HostException {
        return new ObjectAttributes(attributes, DEVICES).entries("");
    }

    Optional<Dimm> memory(String name) throws HostException {
        var memory = object(name);
        if (!memory.exists()) {
            return Optional.empty();
        }
        long persistent = memory.number("pmem/size").orElse(0);
        long assigned = 0;
        var regions = new ArrayList<String>();
        for (String decoder : decodersOf(name)) {
            var part = object(decoder);
            if (part.text("mode").filter("pmem"::equals).isPresent()) {
                assigned += part.number("dpa_size").orElse(0);
            }
            part.name("region").filter(region -> !regions.contains(region)).ifPresent(regions::add);
        }
        var node = memory.node("numa_node");
        var cxl = new CxlMemory(DevicePath.lastOf(memory.realPath().map(DevicePath::parent).orElse("")), persistent, memory.number("ram/size").orElse(0),
                Math.max(0, persistent - assigned), node.isPresent() && node.getAsInt() >= 0 ? node : OptionalInt.empty(), regions);
        long serial = memory.number("serial").orElse(0);
        // A device without a serial number is known by where it is plugged in.
        String id = "cxl:" + (serial == 0 ? cxl.function() : "0x" + Long.toHexString(serial));
        return Optional.of(new Dimm(name, id, 0, memory.link("driver").isPresent(), !regions.isEmpty(), memory.number("label_storage_size").orElse(0) != 0,
                false, OptionalInt.empty(), Optional.of(cxl)));
    }

    /** Those of its endpoint, which is there while its driver is. */
    private List<String> decodersOf(String memory) throws HostException {
        var all = entries();
        for (String endpoint : all) {
            if (endpoint.startsWith("endpoint") && object(endpoint).link("uport").filter(memory::equals).isPresent()) {
                String decoders = "decoder" + endpoint.substring("endpoint".length()) + ".";
                return all.stream().filter(name -> name.startsWith(decoders)).sorted().toList();
            }
        }
        return List.of();
    }
}
