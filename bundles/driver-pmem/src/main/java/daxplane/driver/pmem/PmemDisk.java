package daxplane.driver.pmem;

import daxplane.block.AccessMode;
import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.Extent;
import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.StateRecord;
import daxplane.nvdimm.ErrorListener;
import daxplane.nvdimm.RegionDevice;
import daxplane.nvdimm.translation.Medium;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A disk on persistent memory: {@code pmem0}, or {@code pmem0s} whose sectors are written as a whole. */
final class PmemDisk extends BlockDevice implements RegionDevice.FollowsRegion, ErrorListener {

    private static final int PAGE = 4096;
    /** What block translation answers to who asks for the geometry of a disk. */
    private static final int HEADS = 64;
    private static final int SECTORS_A_TRACK = 32;

    private final DiskShape shape;
    private final Medium contents;
    private final SortedMap<String, String> settings = new TreeMap<>();
    private boolean readOnly;
    private boolean regionReadOnly;
    private Badblocks badblocks = Badblocks.NONE;

    /** @param holder directory of the namespace or personality */
    PmemDisk(Kernel kernel, String name, String holder, DiskShape shape, boolean readOnly, BlockLayer numbers) {
        this(kernel, name, holder + "/block", shape, numbers.takeMinor(), numbers.sequence());
        this.readOnly = readOnly;
        if (shape.translated().isEmpty()) {
            region().ifPresent(region -> badblocks = badblocks.with(region.badPlaces(shape.data()), shape.data()));
        }
        this.regionReadOnly = readOnly;
    }

    private PmemDisk(Kernel kernel, String name, String parentDirectory, DiskShape shape, int minor, long sequence) {
        super(kernel, name, parentDirectory, minor, sequence);
        this.shape = shape;
        this.contents = shape.translated().isPresent() ? new SectorContents(kernel, name, shape)
                : new PhysicalMemory(kernel.media(), shape.data());
    }

    static PmemDisk restored(Kernel kernel, StateRecord document) {
        Map<String, String> state = document.values();
        PmemDisk disk = new PmemDisk(kernel, document.value("core.name"), document.value("core.parent"), DiskShape.restored(state),
                Integer.parseInt(state.get("minor")), Long.parseLong(state.get("sequence")));
        disk.readOnly = Boolean.parseBoolean(state.get("readOnly"));
        disk.regionReadOnly = Boolean.parseBoolean(state.getOrDefault("regionReadOnly", state.get("readOnly")));
        disk.badblocks = Badblocks.parse(state.get("badblocks"));
        state.forEach((key, value) -> {
            if (key.startsWith("set.")) {
                disk.settings.put(key.substring("set.".length()), value);
            }
        });
        return disk;
    }

    /** All disks of the machine. */
    static Stream<PmemDisk> all(Kernel kernel) {
        return kernel.devices().bus("nd").stream().flatMap(bus -> bus.devices().stream())
                .flatMap(holder -> kernel.devices().children(holder).stream()).filter(PmemDisk.class::isInstance)
                .map(PmemDisk.class::cast);
    }

    DiskShape shape() {
        return shape;
    }

    Badblocks badblocks() {
        return badblocks;
    }

    void badblocks(Badblocks changed) {
        badblocks = changed;
        kernel().changed(this);
    }

    /** A writable attribute of the queue that only remembers. */
    Optional<String> setting(String attribute) {
        return Optional.ofNullable(settings.get(attribute));
    }

    void setting(String attribute, String value) {
        settings.put(attribute, value);
        kernel().changed(this);
    }

    /** Disks in sector mode have no list: their blocks wander. */
    @Override
    public void errorsFound(List<AddressRange> places) {
        if (shape.translated().isEmpty()) {
            Badblocks more = badblocks.with(places, shape.data());
            if (!more.equals(badblocks)) {
                badblocks(more);
            }
        }
    }

    /** Its region; empty on a machine whose region has gone. */
    private Optional<RegionDevice> region() {
        return kernel().devices().bus("nd").stream().flatMap(bus -> bus.devices().stream()).filter(RegionDevice.class::isInstance)
                .map(RegionDevice.class::cast).filter(it -> it.range().contains(shape.data())).findFirst();
    }

    /** Whether a write can be made durable on its own. */
    boolean flushHints() {
        return region().map(RegionDevice::flushHints).orElse(false);
    }

    private AddressRange place(long offset, int length) {
        long start = shape.data().start() + offset;
        return new AddressRange(start & -SECTOR, Math.min(shape.data().end(), start + length + SECTOR - 1 & -SECTOR));
    }

    /** A place that nobody knew to be bad shows it now: it comes into the lists. */
    private void checkMedia(long offset, int length) throws KernelException {
        Optional<RegionDevice> region = shape.translated().isEmpty() && length > 0 ? region() : Optional.empty();
        if (region.isPresent()) {
            region.get().unreadable(place(offset, length));
        }
    }

    @Override
    public void regionReadOnly(boolean on) {
        regionReadOnly = on;
        if (readOnly != on) {
            readOnly = on;
            kernel().log(6, "nd_pmem %s: region read-%s, marking %s read-%s".formatted(name(), on ? "only" : "write", name(),
                    on ? "only" : "write"));
            kernel().changed(this);
        }
    }

    @Override
    public long bytes() {
        return shape.bytes();
    }

    @Override
    public int logicalBlockBytes() {
        return shape.sectorBytes();
    }

    @Override
    public int physicalBlockBytes() {
        return shape.translated().isPresent() ? shape.sectorBytes() : PAGE;
    }

    @Override
    public boolean direct() {
        return shape.direct();
    }

    /** Who opens a disk in sector mode uses the translation; corpus acc-hold-open. */
    @Override
    public String module() {
        return shape.translated().isPresent() ? "nd_btt" : PmemModule.NAME;
    }

    /** Corpus acc-geo: block translation answers, and nobody else. */
    @Override
    public Optional<Geometry> geometry() {
        return shape.translated().map(_ -> new Geometry(HEADS, SECTORS_A_TRACK, (int) (bytes() / SECTOR / (HEADS * SECTORS_A_TRACK)) & 0xffff, 0));
    }

    @Override
    public boolean bad(long offset, int length) {
        return badblocks.hit(offset / SECTOR, sectors(offset, length));
    }

    @Override
    public long address(long offset) throws KernelException {
        checkAccess(offset, 1);
        if (shape.translated().isPresent()) {
            return super.address(offset);
        }
        return shape.data().start() + offset;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    /** A disk of a read-only region cannot be made writable: corpus err-ro-region, step 14. */
    @Override
    public void readOnly(boolean on) {
        readOnly = on || regionReadOnly;
        kernel().changed(this);
    }

    /** Any part of the disk, as the page cache allows it; EIO when a bad sector is touched. */
    @Override
    public byte[] read(long offset, int length) throws KernelException {
        checkAccess(offset, length);
        checkMedia(offset, length);
        if (badblocks.hit(offset / SECTOR, sectors(offset, length))) {
            throw new KernelException(Errno.EIO, name() + ": bad block");
        }
        return contents.read(offset, length);
    }

    /** As {@link #read}. EPERM a read-only disk; EIO a bad sector that the platform cannot make good. */
    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        checkAccess(offset, bytes.length);
        if (readOnly) {
            throw new KernelException(Errno.EPERM, name() + " is read-only");
        }
        if (badblocks.hit(offset / SECTOR, sectors(offset, bytes.length))) {
            AddressRange place = place(offset, bytes.length);
            if (!shape.clears() && (region().isEmpty() || region().get().clearErrors(place) < place.bytes())) {
                throw new KernelException(Errno.EIO, name() + ": bad block");
            }
            badblocks(badblocks.cleared(offset / SECTOR, sectors(offset, bytes.length)));
        }
        contents.write(offset, bytes);
    }

    private static long sectors(long offset, int length) {
        return (offset + length + SECTOR - 1) / SECTOR - offset / SECTOR;
    }

    /** Up to the end of the disk when it has no bad block at all, else exactly what is asked for (docs/kernel/access.md 1). */
    @Override
    protected Extent translate(long page, long pages, AccessMode mode) throws KernelException {
        long most = pages;
        var bad = badblocks.first(page * PAGE / SECTOR, pages * PAGE / SECTOR);
        if (bad.isPresent()) {
            if (mode == AccessMode.ACCESS) {
                throw new KernelException(Errno.EHWPOISON, "a bad block of " + name() + " in the pages from " + page);
            }
            most = bad.getAsLong() * SECTOR / PAGE - page + 1;
        }
        return new Extent(page, most, shape.data().start() + page * PAGE, () -> !gone());
    }

    @Override
    public String owner() {
        return PmemModule.NAME;
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("MAJOR", Integer.toString(major()));
        keys.put("MINOR", Integer.toString(minor()));
        keys.put("DEVNAME", name());
        keys.put("DEVTYPE", "disk");
        keys.put("DISKSEQ", Long.toString(sequence()));
        return new SortedUevent(keys, Map.of());
    }

    @Override
    protected List<Attribute> attributes() {
        return Stream.concat(common().stream(), new DiskAttributes(this, kernel().profile()).attributes().stream()).toList();
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        shape.describe(state);
        state.put("minor", Integer.toString(minor()));
        state.put("sequence", Long.toString(sequence()));
        state.put("readOnly", Boolean.toString(readOnly));
        state.put("regionReadOnly", Boolean.toString(regionReadOnly));
        state.put("badblocks", badblocks.text());
        settings.forEach((key, value) -> state.put("set." + key, value));
        return state;
    }
}
