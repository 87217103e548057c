package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.Changes.Touched;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import daxplane.host.sysfs.TouchedObjects.Part;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.InventoryBuilder;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reader for every host: it knows no implementation, only the attribute tree.
 *
 * <p>A look at what was touched corrects the picture before, object by object, in time that does not depend on what was not
 * touched: a memory block among any number of others costs two reads and a listing. An object is looked at again when
 * something was touched that its picture is made of: a namespace with its personality, a dax device with its namespace. A full
 * look is the same with everything touched that is there or was there before.
 *
 * <p>Id lists are not visible. They are kept from the picture before, except those of drivers that are not there any more.
 */
public final class SysfsReader implements InventoryReader {

    private final Attributes attributes;
    private final NvdimmReader nvdimm;
    private final CxlReader cxl;
    private final DaxReader dax;
    private final MemoryReader memory;
    private final NodeReader nodes;
    private final SettingReader settings;
    private final DiskReader disks;

    /** Of a whole host: also who has devices in hand. */
    public SysfsReader(Host host) {
        this(host.attributes(), Optional.of(host.holders()));
    }

    /** Of attributes alone: what is known of users is kept. */
    public SysfsReader(Attributes attributes) {
        this(attributes, Optional.empty());
    }

    private SysfsReader(Attributes attributes, Optional<Holders> holders) {
        disks = new DiskReader(attributes, holders);
        this.attributes = attributes;
        nvdimm = new NvdimmReader(attributes);
        cxl = new CxlReader(attributes);
        dax = new DaxReader(attributes);
        memory = new MemoryReader(attributes);
        nodes = new NodeReader(attributes);
        settings = new SettingReader(attributes);
    }

    /** A full look that knows of no id list. */
    @Override
    public Inventory look() throws HostException {
        return corrected(Inventory.EMPTY, everything(Inventory.EMPTY));
    }

    @Override
    public Inventory look(Inventory before, Touched touched) throws HostException {
        return corrected(before, touched.complete() ? TouchedObjects.of(touched.paths()) : everything(before));
    }

    private TouchedObjects everything(Inventory before) throws HostException {
        var all = TouchedObjects.of(List.of());
        for (String name : nvdimm.names()) {
            all.add(NvdimmReader.DEVICES + "/" + name);
        }
        all.daxDevices().addAll(dax.names());
        all.blocks().addAll(memory.blockNumbers());
        all.dimms().addAll(before.dimms().keySet());
        all.regions().addAll(before.regions().keySet());
        all.namespaces().addAll(before.namespaces().keySet());
        all.daxDevices().addAll(before.daxDevices().keySet());
        all.blocks().addAll(before.blocks().keySet());
        all.settings().addAll(settings.objects());
        before.settings().keySet().forEach(path -> all.settings().addAll(SettingReader.objects(path)));
        all.parts().addAll(Set.of(Part.values()));
        return all;
    }

    private Inventory corrected(Inventory before, TouchedObjects touched) throws HostException {
        var picture = before.change();
        for (String name : cxlMemories(before, touched)) {
            cxl.memory(name).ifPresentOrElse(picture::put, () -> picture.removeDimm(name));
        }
        for (String name : touched.dimms()) {
            if (ObjectName.isCxlMemory(name)) {
                continue;
            }
            nvdimm.dimm(name).ifPresentOrElse(picture::put, () -> picture.removeDimm(name));
        }
        for (String name : touched.regions()) {
            nvdimm.region(name).ifPresentOrElse(picture::put, () -> picture.removeRegion(name));
        }
        for (String name : namespaces(before, touched)) {
            nvdimm.namespace(name).ifPresentOrElse(picture::put, () -> picture.removeNamespace(name));
        }
        var daxDevices = daxDevices(before, touched);
        if (!touched.personalities().isEmpty() && dax.onNdBus()) {
            touched.personalities().stream().filter(ObjectName::isDaxDevice).forEach(daxDevices::add);
        }
        for (String name : daxDevices) {
            dax.device(name).ifPresentOrElse(picture::put, () -> picture.removeDaxDevice(name));
        }
        for (long number : touched.blocks()) {
            memory.block(number).ifPresentOrElse(picture::put, () -> picture.removeBlock(number));
        }
        for (String object : touched.settings()) {
            picture.settingsOf(object, settings.of(object));
        }
        correctNodes(before, touched, picture);
        correctParts(before, touched.parts(), picture);
        var seen = picture.build();
        if (touched.parts().contains(Part.DISKS) || !touched.namespaces().isEmpty() || !touched.personalities().isEmpty() || !touched.daxDevices().isEmpty()) {
            disks.correct(seen, picture);
            return picture.build();
        }
        return seen;
    }

    /** All of them: few, and a decoder does not tell whose it is. */
    private Set<String> cxlMemories(Inventory before, TouchedObjects touched) throws HostException {
        if (!touched.parts().contains(Part.CXL_MEMORIES)) {
            return Set.of();
        }
        var names = new TreeSet<>(cxl.names());
        before.dimms().keySet().stream().filter(ObjectName::isCxlMemory).forEach(names::add);
        return names;
    }

    /** Those touched, and those that a touched personality claims. */
    private static Set<String> namespaces(Inventory before, TouchedObjects touched) {
        var names = new TreeSet<>(touched.namespaces());
        if (!touched.personalities().isEmpty()) {
            for (Namespace namespace : before.namespaces().values()) {
                namespace.personality().filter(touched.personalities()::contains).ifPresent(_ -> names.add(namespace.name()));
            }
        }
        return names;
    }

    /** Those touched, and those that were made from a touched namespace or by a touched personality. */
    private static Set<String> daxDevices(Inventory before, TouchedObjects touched) {
        var names = new TreeSet<>(touched.daxDevices());
        if (!touched.namespaces().isEmpty() || !touched.personalities().isEmpty()) {
            for (DaxDevice device : before.daxDevices().values()) {
                if (device.namespace().filter(touched.namespaces()::contains).isPresent()
                        || touched.personalities().contains(DevicePath.lastOf(device.regionPath()))) {
                    names.add(device.name());
                }
            }
        }
        return names;
    }

    private void correctNodes(Inventory before, TouchedObjects touched, InventoryBuilder picture) throws HostException {
        var ids = new TreeSet<>(touched.nodes());
        if (touched.parts().contains(Part.ALL_NODES) || touched.parts().contains(Part.TIERS)) {
            ids.addAll(nodes.ids());
            ids.addAll(before.nodes().keySet());
        }
        if (!ids.isEmpty()) {
            var tiers = nodes.tiers();
            for (int id : ids) {
                nodes.node(id, tiers).ifPresentOrElse(picture::put, () -> picture.removeNode(id));
            }
        }
    }

    private void correctParts(Inventory before, Set<Part> parts, InventoryBuilder picture) throws HostException {
        var proc = new ObjectAttributes(attributes, "/proc");
        if (parts.contains(Part.POLICY)) {
            picture.policy(memory.policy());
        }
        if (parts.contains(Part.RESERVATIONS)) {
            picture.reservations(ProcText.reservations(proc.text("iomem").orElse("")));
        }
        if (parts.contains(Part.MEMORY_TOTAL)) {
            picture.memTotalKib(ProcText.memTotalKib(proc.text("meminfo").orElse("")));
        }
        if (parts.contains(Part.MODULES)) {
            picture.modules(ProcText.modules(proc.text("modules").orElse("")));
        }
        if (parts.contains(Part.MODULES) || parts.contains(Part.DAX_DRIVERS)) {
            var gone = new ArrayList<>(before.driverIds().keySet());
            gone.removeAll(dax.drivers());
            gone.forEach(picture::removeIds);
        }
    }
}
