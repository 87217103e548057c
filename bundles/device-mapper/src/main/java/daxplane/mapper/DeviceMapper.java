package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.StateRecord;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;

/** All mapped devices of a kernel: what the ioctls of {@code /dev/mapper/control} do. */
public final class DeviceMapper {

    static final String NODES = "/dev/mapper/";
    /** More than this many devices is a script that has lost its way. */
    private static final int MOST_DEVICES = 256;
    private static final int LONGEST_NAME = 127;

    private final Kernel kernel;
    private final TableLoader loader;
    private final Map<String, TargetType> types = new TreeMap<>();
    private final SequencedMap<String, MappedDisk> disks = new LinkedHashMap<>();

    DeviceMapper(Kernel kernel) {
        this.kernel = kernel;
        this.loader = new TableLoader(kernel, name -> Optional.ofNullable(types.get(name)));
    }

    /** Another kind of target. */
    public void register(TargetType type) {
        types.put(type.name(), type);
    }

    public void unregister(TargetType type) {
        types.remove(type.name(), type);
    }

    /** By name. */
    public List<MappedDisk> disks() {
        return disks.values().stream().sorted(Comparator.comparing(MappedDisk::label)).toList();
    }

    /** ENXIO there is none. */
    public MappedDisk disk(String label) throws KernelException {
        MappedDisk disk = disks.get(label.startsWith(NODES) ? label.substring(NODES.length()) : label);
        if (disk == null) {
            throw new KernelException(Errno.ENXIO, "no mapped device " + label);
        }
        return disk;
    }

    /**
     * A device without a table.
     *
     * @param minor wanted, else the lowest that is free
     * @throws KernelException EBUSY name, uuid or minor are taken; EINVAL no name; ENOSPC there are too many
     */
    public MappedDisk create(String label, Optional<String> uuid, OptionalInt minor) throws KernelException {
        if (label.isEmpty() || label.length() > LONGEST_NAME || label.contains("/")) {
            throw new KernelException(Errno.EINVAL, "not a name: " + label);
        }
        if (disks.containsKey(label) || uuid.isPresent() && disks.values().stream().anyMatch(other -> other.uuid().equals(uuid.get()))
                || minor.isPresent() && taken(minor.getAsInt())) {
            throw new KernelException(Errno.EBUSY, label + ": name, uuid or number are taken");
        }
        if (disks.size() >= MOST_DEVICES) {
            throw new KernelException(Errno.ENOSPC, "there are " + MOST_DEVICES + " mapped devices");
        }
        int free = 0;
        while (taken(free)) {
            free++;
        }
        MappedDisk disk = new MappedDisk(kernel, minor.orElse(free), layer().sequence(), label, uuid.orElse(""));
        layer().add(disk);
        enter(disk);
        return disk;
    }

    private boolean taken(int minor) {
        return disks.values().stream().anyMatch(disk -> disk.minor() == minor);
    }

    private void enter(MappedDisk disk) {
        disks.put(disk.label(), disk);
        layer().alias(NODES + disk.label(), disk);
        kernel.devices().link(NODES + disk.label(), "/dev/" + disk.name());
    }

    /** Makes a table ready; the device goes on with the one it has until {@link #resume}. */
    public void load(MappedDisk disk, String text, boolean readOnly) throws KernelException {
        MappedTable table = loader.load(disk, text, readOnly);
        try {
            check(disk, table);
        } catch (KernelException refused) {
            close(disk, table);
            throw refused;
        }
        Optional<MappedTable> replaced = disk.inactive();
        disk.become(disk.live(), Optional.of(table));
        replaced.ifPresent(before -> close(disk, before));
        table.devices().forEach(device -> link(disk, device));
    }

    /** A device that files are mapped through must go on to be one; and two disks of one name cannot both be below it. */
    private void check(MappedDisk disk, MappedTable table) throws KernelException {
        if (disk.live().isPresent() && disk.live().get().direct() && !table.direct()) {
            kernel.log(3, "device-mapper: ioctl: can't change device type (old=3 vs new=1) after initial table load.");
            throw new KernelException(Errno.EINVAL, disk.label() + " would lose direct access");
        }
        for (BlockDevice device : table.devices()) {
            boolean sameName = disk.live().stream().flatMap(live -> live.devices().stream())
                    .anyMatch(other -> other != device && other.name().equals(device.name()));
            if (sameName) {
                throw new KernelException(Errno.EEXIST, "another " + device.name() + " is below " + disk.label());
            }
        }
    }

    /** The table that is ready becomes the live one; a suspended device goes on. ENXIO never; EINVAL there is no table at all. */
    public void resume(MappedDisk disk) throws KernelException {
        Optional<MappedTable> before = disk.live();
        if (disk.inactive().isPresent()) {
            disk.become(disk.inactive(), Optional.empty());
            before.ifPresent(replaced -> close(disk, replaced));
            kernel.devices().uevent(disk, "change");
        } else if (before.isEmpty()) {
            throw new KernelException(Errno.EINVAL, disk.label() + " has no table");
        }
        disk.suspended(false);
    }

    public void suspend(MappedDisk disk) {
        disk.suspended(true);
        kernel.devices().uevent(disk, "change");
    }

    /** Drops the table that is ready. */
    public void clear(MappedDisk disk) {
        Optional<MappedTable> dropped = disk.inactive();
        disk.become(disk.live(), Optional.empty());
        dropped.ifPresent(table -> close(disk, table));
    }

    /** EBUSY it is open. */
    public void remove(MappedDisk disk) throws KernelException {
        if (layer().opened(disk) > 0) {
            throw new KernelException(Errno.EBUSY, disk.label() + " is open");
        }
        Optional<MappedTable> live = disk.live();
        Optional<MappedTable> inactive = disk.inactive();
        disk.become(Optional.empty(), Optional.empty());
        live.ifPresent(table -> close(disk, table));
        inactive.ifPresent(table -> close(disk, table));
        disks.remove(disk.label(), disk);
        kernel.devices().unlink(NODES + disk.label());
        layer().withoutAlias(NODES + disk.label());
        layer().remove(disk);
    }

    /** How often it is open. */
    int opened(MappedDisk disk) {
        return layer().opened(disk);
    }

    /** Each device, and each piece of its tables, keeps the module. */
    int references() {
        return disks.values().stream().mapToInt(disk -> 1 + disk.live().map(table -> table.rows().size()).orElse(0)
                + disk.inactive().map(table -> table.rows().size()).orElse(0)).sum() + layer().opened(MapperModule.NAME);
    }

    private void link(MappedDisk disk, BlockDevice device) {
        if (!device.gone()) {
            kernel.devices().link(disk.directory() + "/slaves/" + device.name(), device.directory());
            kernel.devices().link(device.directory() + "/holders/" + disk.name(), disk.directory());
        }
    }

    /** The links go with the last table that needs them. */
    private void close(MappedDisk disk, MappedTable table) {
        table.openings().forEach(layer()::close);
        for (BlockDevice device : table.devices()) {
            boolean needed = disk.live().stream().anyMatch(live -> live.devices().contains(device))
                    || disk.inactive().stream().anyMatch(ready -> ready.devices().contains(device));
            if (!needed) {
                kernel.devices().unlink(disk.directory() + "/slaves/" + device.name());
                if (!device.gone()) {
                    kernel.devices().unlink(device.directory() + "/holders/" + disk.name());
                }
            }
        }
    }

    void restore(StateRecord document) {
        MappedDisk disk = new MappedDisk(kernel, Integer.parseInt(document.value("minor")), Long.parseLong(document.value("sequence")),
                document.value("label"), document.value("uuid"));
        layer().adopt(disk, document);
        enter(disk);
        disk.restored(Boolean.parseBoolean(document.value("suspended")), Boolean.parseBoolean(document.value("readOnly")),
                Optional.ofNullable(document.values().get("live")).map(text -> loader.restored(disk, text)),
                Optional.ofNullable(document.values().get("inactive")).map(text -> loader.restored(disk, text)));
        disk.live().ifPresent(table -> table.devices().forEach(device -> link(disk, device)));
        disk.inactive().ifPresent(table -> table.devices().forEach(device -> link(disk, device)));
    }

    private BlockLayer layer() {
        return kernel.symbol(BlockLayer.class).orElseThrow();
    }
}
