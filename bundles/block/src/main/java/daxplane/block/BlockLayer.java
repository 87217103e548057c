package daxplane.block;

import daxplane.block.table.PartitionTable;
import daxplane.block.table.SectorSource;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.UserSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All block devices of a kernel, the numbers that they are told apart by, and who has them open. */
public final class BlockLayer implements Persistent, UserSource {

    /** Major number of disks that have none of their own, and of all partitions. */
    public static final int MAJOR = 259;
    /** Disks of other hardware, which come before ours and are not simulated, have taken the first numbers. */
    private static final long FIRST_SEQUENCE = 4;
    /** More would be a mistake of whoever opens them. */
    private static final int MOST_OPENINGS = 65_536;

    private static final String KEY = "block/sequence";
    private static final String DEV = "/dev/";

    private final Kernel kernel;
    private final PartitionScan scan;
    /** Follows from the devices; it is in their documents. */
    private final BitSet minors = new BitSet();
    private final SequencedMap<String, BlockDevice> devices = new LinkedHashMap<>();
    private final Map<String, BlockDevice> aliases = new TreeMap<>();
    private final List<Opening> openings = new ArrayList<>();
    private final List<DiskWatcher> watchers = new ArrayList<>();
    /** While a kernel is restored. */
    private final List<Expected> expected = new ArrayList<>();
    private long nextSequence = FIRST_SEQUENCE;

    BlockLayer(Kernel kernel) {
        this.kernel = kernel;
        this.scan = new PartitionScan(kernel, this);
    }

    /** A number that no disk of this boot has had. */
    public long sequence() {
        long sequence = nextSequence++;
        kernel.changed(this);
        return sequence;
    }

    /** Takes the smallest minor number that no disk has. */
    public int takeMinor() {
        int minor = minors.nextClearBit(0);
        minors.set(minor);
        return minor;
    }

    /** A number that was taken for a device that could not be registered. */
    public void releaseMinor(int minor) {
        minors.clear(minor);
    }

    /** A disk appears: its directories, and its partitions if it has any. EEXIST the name is taken. */
    public void add(BlockDevice disk) throws KernelException {
        kernel.devices().register(disk);
        enter(disk);
        if (disk.partitionable()) {
            scan.add(disk);
        }
    }

    /** A device of an earlier process is back. */
    public void adopt(BlockDevice device, StateRecord document) {
        kernel.devices().adopt(device, document);
        if (device.major() == MAJOR) {
            minors.set(device.minor());
        }
        enter(device);
        List.copyOf(expected).stream().filter(each -> each.is(device)).forEach(each -> {
            expected.remove(each);
            each.then().accept(device);
        });
    }

    /**
     * Calls back as soon as a device of an earlier process is back, at once if it is. What has gone meanwhile does not come back.
     *
     * @param sequence tells it from others of its name
     */
    public void expect(String name, long sequence, Consumer<BlockDevice> then) {
        Expected expectation = new Expected(name, sequence, then);
        Optional<BlockDevice> there = find(name).filter(expectation::is);
        there.ifPresentOrElse(then, () -> expected.add(expectation));
    }

    private record Expected(String name, long sequence, Consumer<BlockDevice> then) {
        boolean is(BlockDevice device) {
            return device.name().equals(name) && device.sequence() == sequence;
        }
    }

    void enter(BlockDevice device) {
        devices.put(device.name(), device);
        kernel.devices().directory(device.directory() + "/holders");
        if (device.whole() == device) {
            kernel.devices().directory(device.directory() + "/slaves");
        }
        kernel.touched("/proc/partitions");
    }

    /** A disk goes, its partitions first, whoever has them open. */
    public void remove(BlockDevice device) {
        partitions(device).forEach(this::remove);
        devices.remove(device.name(), device);
        aliases.values().removeIf(aliased -> aliased == device);
        device.leave();
        kernel.devices().unregister(device);
        if (device.major() == MAJOR) {
            minors.clear(device.minor());
        }
        kernel.touched("/proc/partitions");
        List.copyOf(watchers).forEach(watcher -> watcher.gone(device));
    }

    public void watch(DiskWatcher watcher) {
        watchers.add(watcher);
    }

    /** Another path by which it can be found, {@code /dev/mapper/data}. */
    public void alias(String path, BlockDevice device) {
        aliases.put(path, device);
    }

    public void withoutAlias(String path) {
        aliases.remove(path);
    }

    /** @param name {@code pmem0}, {@code /dev/pmem0} or an alias */
    public Optional<BlockDevice> find(String name) {
        return Optional.ofNullable(aliases.get(name)).or(() -> Optional.ofNullable(devices.get(name.startsWith(DEV) ? name.substring(DEV.length()) : name)));
    }

    /** In the order of their appearance, each disk followed by its partitions. */
    public List<BlockDevice> devices() {
        List<BlockDevice> all = new ArrayList<>();
        devices.values().stream().filter(device -> device.whole() == device).forEach(disk -> {
            all.add(disk);
            all.addAll(partitions(disk));
        });
        return all;
    }

    public List<Partition> partitions(BlockDevice disk) {
        return devices.values().stream().filter(Partition.class::isInstance).map(Partition.class::cast).filter(partition -> partition.whole() == disk)
                .sorted(java.util.Comparator.comparingInt(Partition::partitionNumber)).toList();
    }

    /** BLKRRPART: the partitions are what the media say now. EINVAL it can have none; EBUSY one is open, or the disk is claimed. */
    public void reread(BlockDevice disk) throws KernelException {
        if (!disk.partitionable()) {
            throw new KernelException(Errno.EINVAL, disk.name() + " has no partitions");
        }
        boolean used = openings.stream().anyMatch(opening -> opening.device() == disk ? opening.claim().isPresent() : opening.device().whole() == disk);
        if (used) {
            throw new KernelException(Errno.EBUSY, disk.name() + " or a partition of it is in use");
        }
        partitions(disk).forEach(this::remove);
        scan.add(disk);
    }

    /** BLKPG_ADD_PARTITION. EBUSY it overlaps one, or the number is taken; EINVAL outside of the disk. */
    public void addPartition(BlockDevice disk, int number, long start, long sectors) throws KernelException {
        if (start < 0 || sectors <= 0 || number < 1 || number > PartitionTable.MOST_PARTITIONS || sectors > disk.bytes() / BlockDevice.SECTOR - start) {
            throw new KernelException(Errno.EINVAL, "partition " + number + " is not inside of " + disk.name());
        }
        for (Partition other : partitions(disk)) {
            if (other.partitionNumber() == number || start < other.startSector() + other.bytes() / BlockDevice.SECTOR && other.startSector() < start + sectors) {
                throw new KernelException(Errno.EBUSY, "there is " + other.name());
            }
        }
        scan.add(new Partition(kernel, disk, number, start, sectors, takeMinor()));
    }

    /** BLKPG_DEL_PARTITION. ENXIO there is none; EBUSY it is open. */
    public void deletePartition(BlockDevice disk, int number) throws KernelException {
        Partition partition = partitions(disk).stream().filter(each -> each.partitionNumber() == number).findFirst()
                .orElseThrow(() -> new KernelException(Errno.ENXIO, disk.name() + " has no partition " + number));
        if (openings.stream().anyMatch(opening -> opening.device() == partition)) {
            throw new KernelException(Errno.EBUSY, partition.name() + " is open");
        }
        remove(partition);
    }

    /** @param claim keeps others out who do not have the same; EBUSY one is kept out; EROFS never: who writes finds out */
    public Opening open(BlockDevice device, Holder holder, Optional<String> claim) throws KernelException {
        if (device.gone()) {
            throw new KernelException(Errno.ENXIO, device.name() + " has gone");
        }
        Optional<Opening> other = claim.flatMap(own -> claimed(device, own));
        if (other.isPresent() || openings.size() >= MOST_OPENINGS) {
            throw new KernelException(Errno.EBUSY, device.name() + ": " + other.map(held -> held.holder().command()).orElse("too many are open"));
        }
        return reopen(device, holder, claim);
    }

    /** As {@link #open} for what an earlier process had open, also of a device that has gone. */
    public Opening reopen(BlockDevice device, Holder holder, Optional<String> claim) {
        Opening opening = new Opening(device, holder, claim);
        openings.add(opening);
        kernel.touched(device.directory());
        return opening;
    }

    public void close(Opening opening) {
        openings.remove(opening);
        kernel.touched(opening.device().directory());
    }

    /** How many devices of the module are open, as often as they are. */
    public int opened(String module) {
        return (int) openings.stream().filter(opening -> opening.device().module().equals(module)).count();
    }

    public int opened(BlockDevice device) {
        return (int) openings.stream().filter(opening -> opening.device() == device).count();
    }

    /** Who keeps {@code own} from claiming it: a claim on itself, on its whole, or on a part of it. */
    private Optional<Opening> claimed(BlockDevice device, String own) {
        return openings.stream().filter(opening -> opening.claim().isPresent()).filter(opening -> opening.device() == device
                ? !opening.claim().get().equals(own)
                : opening.device() == device.whole() || opening.device().whole() == device).findFirst();
    }

    @Override
    public List<Holder> holders(String name) {
        return find(name).map(device -> openings.stream().filter(opening -> opening.device() == device || opening.device().whole() == device)
                .map(Opening::holder).toList()).orElse(List.of());
    }

    @Override
    public Optional<Holder> claimant(String name) {
        return find(name).flatMap(device -> claimed(device, "")).map(Opening::holder);
    }

    @Override
    public StateRecord document() {
        return StateRecord.of(BlockModule.NAME, KEY, Map.of("next", Long.toString(nextSequence)));
    }

    void restore(StateRecord document) {
        if (document.key().equals(KEY)) {
            nextSequence = Long.parseLong(document.value("next"));
        } else {
            BlockDevice disk = find(document.value("disk"))
                    .orElseThrow(() -> new IllegalStateException(document.key() + " is a partition of a disk that is not there"));
            adopt(Partition.restored(kernel, disk, document), document);
        }
    }

    /** The media as a partition table sees them. */
    public static SectorSource sectors(BlockDevice disk) {
        return new SectorSource() {
            @Override
            public long bytes() {
                return disk.bytes();
            }

            @Override
            public int blockBytes() {
                return Math.max(disk.logicalBlockBytes(), BlockDevice.SECTOR);
            }

            @Override
            public byte[] read(long offset, int length) throws KernelException {
                return disk.read(offset, length);
            }
        };
    }

    /** The text of /proc/partitions. */
    String partitionsText() {
        StringBuilder text = new StringBuilder("major minor  #blocks  name\n\n");
        devices().forEach(device -> text.append("%4d  %7d %10d %s\n".formatted(device.major(), device.minor(), device.bytes() / 1024, device.name())));
        return text.toString();
    }
}
