package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.Holders;
import daxplane.host.HostException;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Inventory;
import daxplane.inventory.InventoryBuilder;
import daxplane.inventory.Namespace;
import daxplane.inventory.StackedDisk;
import daxplane.inventory.StackedDisk.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies on the disks of namespaces, partitions and volumes, and who has them and the dax devices in hand. From the disks upwards:
 * other disks of the machine are not looked at. A volume's table is in no attribute; what it lies on is.
 */
record DiskReader(Attributes attributes, Optional<Holders> holders) {

    private static final String BLOCK = "/sys/class/block";

    /** Disks of one machine; more is a directory that leads in circles. */
    private static final int MOST_DISKS = 65_536;

    /** Corrects a picture in which everything else is right already. */
    void correct(Inventory seen, InventoryBuilder picture) throws HostException {
        var disks = new TreeMap<String, StackedDisk>();
        var known = new TreeSet<>(seen.namespaces().values().stream().map(Namespace::blockDevice).flatMap(Optional::stream).toList());
        var waiting = new ArrayDeque<>(known);
        while (!waiting.isEmpty() && known.size() < MOST_DISKS) {
            String disk = waiting.poll();
            for (StackedDisk above : above(disk)) {
                disks.put(above.name(), above);
                if (known.add(above.name())) {
                    waiting.add(above.name());
                }
            }
        }
        picture.disks(disks);
        if (holders.isPresent()) {
            known.addAll(seen.daxDevices().keySet());
            picture.uses(uses(known, disks, holders.get()));
        }
    }

    /** Directly on it. */
    private List<StackedDisk> above(String disk) throws HostException {
        var above = new ArrayList<StackedDisk>();
        var files = new ObjectAttributes(attributes, BLOCK + "/" + disk);
        for (String name : files.entries("")) {
            if (name.startsWith(disk) && !name.equals(disk)) {
                partition(disk, name).ifPresent(above::add);
            }
        }
        for (String name : files.entries("holders")) {
            volume(name).ifPresent(above::add);
        }
        return above;
    }

    private Optional<StackedDisk> partition(String disk, String name) throws HostException {
        var files = new ObjectAttributes(attributes, BLOCK + "/" + disk + "/" + name);
        var start = files.number("start");
        return files.number("partition").isEmpty() || start.isEmpty() ? Optional.empty()
                : Optional.of(new StackedDisk(name, Kind.PARTITION, bytes(files), start.getAsLong() * 512, "", false, List.of(disk)));
    }

    private Optional<StackedDisk> volume(String name) throws HostException {
        var files = new ObjectAttributes(attributes, BLOCK + "/" + name);
        return files.exists() ? Optional.of(new StackedDisk(name, Kind.VOLUME, bytes(files), 0, files.text("dm/name").orElse(name), files.flag("dm/suspended"),
                files.entries("slaves"))) : Optional.empty();
    }

    /** {@code size} counts in units of 512 bytes, whatever the disk's own block is. */
    private static long bytes(ObjectAttributes files) throws HostException {
        return files.number("size").orElse(0) * 512;
    }

    /** Of a disk without what its partitions are held by: a host tells that of both. */
    private static SortedSet<DeviceUse> uses(Collection<String> devices, SortedMap<String, StackedDisk> disks, Holders holders) throws HostException {
        Map<String, List<Holders.Holder>> held = holders.of(devices);
        var uses = new TreeSet<DeviceUse>();
        held.forEach((device, all) -> all.forEach(holder -> uses.add(holder.of(device))));
        for (StackedDisk disk : disks.values()) {
            if (disk.kind() == Kind.PARTITION) {
                held.getOrDefault(disk.name(), List.of()).forEach(holder -> disk.below().forEach(whole -> uses.remove(holder.of(whole))));
            }
        }
        return uses;
    }
}
