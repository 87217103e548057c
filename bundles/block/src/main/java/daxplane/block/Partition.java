package daxplane.block;

import daxplane.block.table.PartitionEntry;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A partition: {@code pmem0p1}, {@code pmem0s1}. Corpus acc-part-gpt: no queue and no badblocks of its own. */
public final class Partition extends BlockDevice {

    private final BlockDevice disk;
    private final int partitionNumber;
    private final long startSector;
    private final long sectors;
    private boolean readOnly;

    Partition(Kernel kernel, BlockDevice disk, int partitionNumber, long startSector, long sectors, int minor) {
        super(kernel, nameOf(disk, partitionNumber), disk.directory(), minor, disk.sequence());
        this.disk = disk;
        this.partitionNumber = partitionNumber;
        this.startSector = startSector;
        this.sectors = sectors;
    }

    static Partition of(Kernel kernel, BlockDevice disk, PartitionEntry entry, int minor) {
        long sectors = Math.min(entry.sectors(), disk.bytes() / SECTOR - entry.startSector());
        return new Partition(kernel, disk, entry.number(), entry.startSector(), entry.extended() ? Math.min(sectors, extendedSectors(disk)) : sectors, minor);
    }

    /** Of a container only its first kilobyte, or one block, is shown: enough for a boot loader. */
    private static long extendedSectors(BlockDevice disk) {
        return Math.max(2, disk.logicalBlockBytes() / SECTOR);
    }

    static Partition restored(Kernel kernel, BlockDevice disk, StateRecord document) {
        Partition partition = new Partition(kernel, disk, Integer.parseInt(document.value("partition")), Long.parseLong(document.value("start")),
                Long.parseLong(document.value("sectors")), Integer.parseInt(document.value("minor")));
        partition.readOnly = Boolean.parseBoolean(document.value("readOnly"));
        return partition;
    }

    /** A name that ends with a digit needs a letter in between. */
    static String nameOf(BlockDevice disk, int partitionNumber) {
        String name = disk.name();
        return name + (Character.isDigit(name.charAt(name.length() - 1)) ? "p" : "") + partitionNumber;
    }

    public int partitionNumber() {
        return partitionNumber;
    }

    @Override
    public BlockDevice whole() {
        return disk;
    }

    @Override
    public long startSector() {
        return startSector;
    }

    @Override
    public boolean partitionable() {
        return false;
    }

    @Override
    public int major() {
        return BlockLayer.MAJOR;
    }

    @Override
    public String module() {
        return disk.module();
    }

    @Override
    public int logicalBlockBytes() {
        return disk.logicalBlockBytes();
    }

    @Override
    public int physicalBlockBytes() {
        return disk.physicalBlockBytes();
    }

    /** Corpus acc-part-align: both start and size must be on page boundaries. */
    @Override
    public boolean direct() {
        return disk.direct() && startSector % 8 == 0 && sectors % 8 == 0;
    }

    @Override
    public int alignmentOffset() {
        int block = disk.physicalBlockBytes();
        return (int) ((block + disk.alignmentOffset() - startSector * SECTOR % block) % block);
    }

    @Override
    public Optional<Geometry> geometry() {
        return disk.geometry().map(whole -> new Geometry(whole.heads(), whole.sectors(), whole.cylinders(), startSector));
    }

    @Override
    public long bytes() {
        return sectors * SECTOR;
    }

    @Override
    public boolean readOnly() {
        return readOnly || disk.readOnly();
    }

    @Override
    public void readOnly(boolean on) {
        readOnly = on;
        kernel().changed(this);
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        checkAccess(offset, length);
        return disk.read(startSector * SECTOR + offset, length);
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        checkAccess(offset, bytes.length);
        if (readOnly) {
            throw new KernelException(Errno.EPERM, name() + " is read-only");
        }
        disk.write(startSector * SECTOR + offset, bytes);
    }

    @Override
    public boolean bad(long offset, int length) {
        return disk.bad(startSector * SECTOR + offset, length);
    }

    @Override
    public long optimalBytes() {
        return disk.optimalBytes();
    }

    @Override
    public long address(long offset) throws KernelException {
        checkAccess(offset, 1);
        return disk.address(startSector * SECTOR + offset);
    }

    @Override
    protected Extent translate(long page, long pages, AccessMode mode) throws KernelException {
        return disk.directAccess(page + startSector * SECTOR / Extent.PAGE, pages, mode).as(page, pages, () -> !gone());
    }

    @Override
    public String owner() {
        return BlockModule.NAME;
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("MAJOR", Integer.toString(major()));
        keys.put("MINOR", Integer.toString(minor()));
        keys.put("DEVNAME", name());
        keys.put("DEVTYPE", "partition");
        keys.put("DISKSEQ", Long.toString(sequence()));
        keys.put("PARTN", Integer.toString(partitionNumber));
        return new SortedUevent(keys, Map.of());
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(common());
        attributes.add(Attribute.readOnly("start", () -> startSector + "\n"));
        attributes.add(Attribute.readOnly("partition", () -> partitionNumber + "\n"));
        for (String name : List.of("act_mask", "end_lba", "pid", "start_lba")) {
            attributes.add(Attribute.readOnly("trace/" + name, () -> "disabled\n"));
        }
        attributes.add(Attribute.readOnly("trace/enable", () -> "0\n"));
        return attributes;
    }

    @Override
    protected Map<String, String> state() {
        return Map.of("disk", disk.name(), "partition", Integer.toString(partitionNumber), "start", Long.toString(startSector),
                "sectors", Long.toString(sectors), "minor", Integer.toString(minor()), "readOnly", Boolean.toString(readOnly));
    }
}
