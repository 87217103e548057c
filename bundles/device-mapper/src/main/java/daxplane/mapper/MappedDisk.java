package daxplane.mapper;

import daxplane.block.AccessMode;
import daxplane.block.BlockDevice;
import daxplane.block.Extent;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A mapped device: {@code dm-0}, which people call by the name that they gave it. */
public final class MappedDisk extends BlockDevice {

    static final int MAJOR = 254;
    private static final String DIRECTORY = "/sys/devices/virtual/block";

    private final String label;
    private final String uuid;
    private Optional<MappedTable> live = Optional.empty();
    private List<BlockDevice> below = List.of();
    private boolean directTypes;
    private BooleanSupplier current = () -> false;
    private Optional<MappedTable> inactive = Optional.empty();
    private boolean suspended;
    private boolean readOnly;
    private long event;

    MappedDisk(Kernel kernel, int minor, long sequence, String label, String uuid) {
        super(kernel, "dm-" + minor, DIRECTORY, minor, sequence);
        this.label = label;
        this.uuid = uuid;
    }

    public String label() {
        return label;
    }

    public String uuid() {
        return uuid;
    }

    Optional<MappedTable> live() {
        return live;
    }

    Optional<MappedTable> inactive() {
        return inactive;
    }

    public boolean suspended() {
        return suspended;
    }

    long event() {
        return event;
    }

    /** Changes what it is put together of. What it had before is closed by the caller. */
    void become(Optional<MappedTable> nowLive, Optional<MappedTable> nowInactive) {
        if (!nowLive.equals(live)) {
            readOnly = nowLive.map(MappedTable::readOnly).orElse(readOnly);
        }
        enter(nowLive);
        inactive = nowInactive;
        // Its document goes behind those of the devices that it names now, so that a restart finds them.
        kernel().forget(this);
        kernel().changed(this);
    }

    void suspended(boolean on) {
        suspended = on;
        kernel().changed(this);
    }

    void restored(boolean wasSuspended, boolean wasReadOnly, Optional<MappedTable> wasLive, Optional<MappedTable> wasInactive) {
        suspended = wasSuspended;
        readOnly = wasReadOnly;
        enter(wasLive);
        inactive = wasInactive;
    }

    /** What each translation asks of a table is gathered once. */
    private void enter(Optional<MappedTable> table) {
        if (table.isPresent() && live.isPresent() && table.get() == live.get()) {
            return;                             // what was translated stays good
        }
        live = table;
        below = table.map(each -> List.copyOf(each.devices())).orElse(List.of());
        directTypes = table.map(MappedTable::directTypes).orElse(false);
        current = () -> live == table && !gone();
    }

    @Override
    public int major() {
        return MAJOR;
    }

    @Override
    public String module() {
        return MapperModule.NAME;
    }

    /** Corpus acc-dm-part: BLKRRPART is EINVAL. */
    @Override
    public boolean partitionable() {
        return false;
    }

    @Override
    public long bytes() {
        return live.map(MappedTable::sectors).orElse(0L) * SECTOR;
    }

    @Override
    public int logicalBlockBytes() {
        return live.map(MappedTable::logicalBlockBytes).orElse(SECTOR);
    }

    @Override
    public int physicalBlockBytes() {
        return live.map(MappedTable::physicalBlockBytes).orElse(SECTOR);
    }

    @Override
    public boolean direct() {
        if (!directTypes) {
            return false;
        }
        for (BlockDevice device : below) {
            if (!device.direct()) {
                return false;
            }
        }
        return true;
    }

    /** Of the first piece: where it begins on its device. */
    @Override
    public int alignmentOffset() {
        if (live.isEmpty() || live.get().rows().isEmpty()) {
            return 0;
        }
        try {
            var place = live.get().rows().getFirst().target().place(0);
            int block = place.device().physicalBlockBytes();
            return (int) ((block + place.device().alignmentOffset() - place.sector() * SECTOR % block) % block);
        } catch (KernelException nowhere) {
            return 0;
        }
    }

    /** Corpus acc-geo. */
    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(new Geometry(0, 0, 0, 0));
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void readOnly(boolean on) {
        readOnly = on || live.map(MappedTable::readOnly).orElse(false);
        kernel().changed(this);
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        checkAccess(offset, length);
        byte[] read = new byte[length];
        each(offset, length, (device, at, from, bytes) -> System.arraycopy(device.read(at, bytes), 0, read, from, bytes));
        return read;
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        checkAccess(offset, bytes.length);
        if (readOnly) {
            throw new KernelException(Errno.EPERM, name() + " is read-only");
        }
        each(offset, bytes.length, (device, at, from, length) -> device.write(at, java.util.Arrays.copyOfRange(bytes, from, from + length)));
    }

    @Override
    public boolean bad(long offset, int length) {
        for (long done = 0; done < length;) {
            try {
                var place = place((offset + done) / SECTOR);
                long within = (offset + done) % SECTOR;
                int bytes = (int) Math.min(length - done, place.sectors() * SECTOR - within);
                if (place.device().bad(place.sector() * SECTOR + within, bytes)) {
                    return true;
                }
                done += bytes;
            } catch (KernelException nowhere) {
                return true;
            }
        }
        return false;
    }

    /** What the widest of its pieces likes. */
    @Override
    public long optimalBytes() {
        return live.stream().flatMap(table -> table.rows().stream()).mapToLong(row -> row.target().optimalBytes()).max().orElse(0);
    }

    /** Direct access counts in pages: where a piece begins within a page is lost (corpus acc-dm-align-data). */
    @Override
    public long address(long offset) throws KernelException {
        checkAccess(offset, 1);
        var row = live.orElseThrow(() -> new KernelException(Errno.EIO, name() + " has no table")).row(offset / SECTOR);
        var place = row.target().place(offset / SECTOR - row.start());
        long page = place.sector() * SECTOR / 4096 * 4096;
        return place.device().address(page + offset % 4096);
    }

    /** Where a sector lies below; EIO without a table. */
    public Target.Place place(long sector) throws KernelException {
        var row = live.orElseThrow(() -> new KernelException(Errno.EIO, name() + " has no table")).row(sector);
        var place = row.target().place(sector - row.start());
        return new Target.Place(place.device(), place.sector(), Math.min(place.sectors(), row.end() - sector));
    }

    private interface Piece {
        void take(BlockDevice device, long at, int from, int length) throws KernelException;
    }

    private void each(long offset, int length, Piece piece) throws KernelException {
        if (suspended) {
            throw new KernelException(Errno.EAGAIN, name() + " is suspended");
        }
        int done = 0;
        while (done < length) {
            long at = offset + done;
            var place = place(at / SECTOR);
            if (place.device().gone()) {
                throw new KernelException(Errno.EIO, place.device().name() + " has gone");
            }
            int within = (int) (at % SECTOR);
            int bytes = (int) Math.min(length - done, place.sectors() * SECTOR - within);
            piece.take(place.device(), place.sector() * SECTOR + within, done, bytes);
            done += bytes;
        }
    }

    /** To the end of the piece or of the chunk; what lies behind a sector counts in pages (docs/kernel/access.md 1.1). */
    @Override
    protected Extent translate(long page, long pages, AccessMode mode) throws KernelException {
        var place = place(page * Extent.PAGE / SECTOR);
        long rest = place.sectors() * SECTOR / Extent.PAGE;
        if (rest < 1) {
            throw new KernelException(Errno.EIO, "less than a page of the piece is left at page " + page);
        }
        try {
            return place.device().directAccess(place.sector() * SECTOR / Extent.PAGE, Math.min(rest, pages), mode)
                    .as(page, Math.min(rest, pages), current);
        } catch (KernelException below) {
            throw below.errno() == Errno.EOPNOTSUPP ? new KernelException(Errno.EIO, below.getMessage()) : below;
        }
    }

    @Override
    public String owner() {
        return MapperModule.NAME;
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("MAJOR", Integer.toString(MAJOR));
        keys.put("MINOR", Integer.toString(minor()));
        keys.put("DEVNAME", name());
        keys.put("DEVTYPE", "disk");
        keys.put("DISKSEQ", Long.toString(sequence()));
        return new SortedUevent(keys, Map.of());
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(common());
        attributes.add(Attribute.readOnly("dm/name", () -> label + "\n"));
        attributes.add(Attribute.readOnly("dm/uuid", () -> uuid + "\n"));
        attributes.add(Attribute.readOnly("dm/suspended", () -> suspended ? "1\n" : "0\n"));
        attributes.addAll(new MappedQueue(this, kernel().profile()).attributes());
        return attributes;
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>(Map.of("minor", Integer.toString(minor()), "sequence", Long.toString(sequence()), "label", label,
                "uuid", uuid, "suspended", Boolean.toString(suspended), "readOnly", Boolean.toString(readOnly)));
        live.ifPresent(table -> state.put("live", TableText.recorded(table)));
        inactive.ifPresent(table -> state.put("inactive", TableText.recorded(table)));
        return state;
    }

}
