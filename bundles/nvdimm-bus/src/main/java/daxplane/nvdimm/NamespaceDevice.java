package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.labels.Abstraction;
import daxplane.labels.UuidOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A namespace, {@code namespace0.0}: a part of a region with a name and an owner.
 *
 * <p>One made of labels may be without size (a seed, or deleted) and without uuid; one of a region without labels is the whole
 * region and has neither labels nor uuid.
 */
public final class NamespaceDevice extends RegionChild {

    static final String KIND = "namespace";

    private static final int SECTOR = 512;

    private final boolean labelled;
    private AddressRange range;
    private Optional<UUID> uuid = Optional.empty();
    private String altName = "";
    private long lbaSize;
    private Abstraction holderClass = Abstraction.NONE;
    private boolean forceRaw;
    private Optional<String> claim = Optional.empty();

    private NamespaceDevice(RegionDevice region, int number, boolean labelled, AddressRange range) {
        super(region, SeedKind.NAMESPACE.prefix(), number);
        this.labelled = labelled;
        this.range = range;
    }

    /** The only namespace of a region without labels. */
    static NamespaceDevice whole(RegionDevice region) {
        return new NamespaceDevice(region, 0, false, region.range());
    }

    /** One without size and uuid. */
    static NamespaceDevice unused(RegionDevice region, int number) {
        return new NamespaceDevice(region, number, true, AddressRange.ofSize(region.range().start(), 0));
    }

    /** One that labels tell of. */
    static NamespaceDevice found(RegionDevice region, int number, FoundNamespace found) {
        NamespaceDevice namespace = new NamespaceDevice(region, number, true, found.range());
        namespace.uuid = Optional.of(found.label().uuid());
        namespace.altName = found.label().name();
        namespace.lbaSize = found.label().lbaSize();
        namespace.holderClass = found.label().abstraction();
        return namespace;
    }

    public boolean labelled() {
        return labelled;
    }

    /** Physical addresses; of size 0 for a seed. */
    public AddressRange range() {
        return range;
    }

    void range(AddressRange changed) {
        range = changed;
        changed();
    }

    public Optional<UUID> uuid() {
        return uuid;
    }

    void uuid(Optional<UUID> changed) {
        uuid = changed;
        changed();
    }

    /** What info blocks name as their parent: nil without labels. */
    public UUID parentUuid() {
        return uuid.orElse(UuidOrder.NIL);
    }

    String altName() {
        return altName;
    }

    void altName(String changed) {
        altName = changed;
        changed();
    }

    /** Size of a sector, 0 for the default of 512. */
    public long lbaSize() {
        return lbaSize;
    }

    void lbaSize(long changed) {
        lbaSize = changed;
        changed();
    }

    /** What it is set aside for. */
    public Abstraction holderClass() {
        return holderClass;
    }

    void holderClass(Abstraction changed) {
        holderClass = changed;
        changed();
    }

    /** Whether info blocks on it are ignored. */
    public boolean forceRaw() {
        return forceRaw;
    }

    void forceRaw(boolean on) {
        forceRaw = on;
        changed();
    }

    /** Name of the personality that has it: {@code pfn0.1}. */
    public Optional<String> claim() {
        return claim;
    }

    void claim(Optional<String> personality) {
        claim = personality;
        changed();
    }

    /** EBUSY while it is bound or claimed. */
    void requireIdle() throws KernelException {
        if (bound() || claim.isPresent()) {
            throw new KernelException(Errno.EBUSY, name() + " is in use");
        }
    }

    /** Whether a raw disk on it has struct pages without an info block: the provider maps pages, and no RAM is mixed in. */
    public boolean mapsPages() {
        return region().description().pageMapped() && !forceRaw;
    }

    /** Reads within the namespace. EIO when any of it is bad. */
    public byte[] read(long offset, int length) throws KernelException {
        if (length > 0 && region().unreadable(AddressRange.ofSize(range.start() + offset, length))) {
            throw new KernelException(Errno.EIO, name() + ": bad block");
        }
        return ndBus().kernel().media().read(range.start() + offset, length);
    }

    /** Writes within the namespace. Whole sectors that are bad are made good by that; EIO when it cannot be done. */
    public void write(long offset, byte[] bytes) throws KernelException {
        AddressRange place = AddressRange.ofSize(range.start() + offset, bytes.length);
        if (bytes.length > 0 && region().unreadable(place)) {
            boolean sectors = offset % SECTOR == 0 && bytes.length % SECTOR == 0;
            if (!sectors || region().clearErrors(place) < bytes.length) {
                throw new KernelException(Errno.EIO, name() + ": bad block");
            }
        }
        ndBus().kernel().media().write(range.start() + offset, bytes);
    }

    /** Name of its disk: {@code pmem0}, {@code pmem0.1}, {@code pmem0.1s} for sectors that are written as a whole. */
    public String diskName(boolean sectorMode) {
        String suffix = number() == 0 ? "" : "." + number();
        return "pmem" + region().id() + suffix + (sectorMode ? "s" : "");
    }

    @Override
    public int type() {
        return labelled ? NAMESPACE_PMEM : NAMESPACE_IO;
    }

    @Override
    public String devtype() {
        return labelled ? "nd_namespace_pmem" : "nd_namespace_io";
    }

    @Override
    protected List<Attribute> attributes() {
        return new NamespaceAttributes(this).attributes();
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("kind", KIND);
        state.put("number", Integer.toString(number()));
        state.put("labelled", Boolean.toString(labelled));
        state.put("start", Long.toUnsignedString(range.start()));
        state.put("bytes", Long.toUnsignedString(range.bytes()));
        uuid.ifPresent(value -> state.put("uuid", value.toString()));
        state.put("altName", altName);
        state.put("lbaSize", Long.toString(lbaSize));
        state.put("holderClass", holderClass.name());
        state.put("forceRaw", Boolean.toString(forceRaw));
        claim.ifPresent(personality -> state.put("claim", personality));
        return state;
    }

    static NamespaceDevice restored(RegionDevice region, Map<String, String> state) {
        NamespaceDevice namespace = new NamespaceDevice(region, Integer.parseInt(state.get("number")),
                Boolean.parseBoolean(state.get("labelled")), AddressRange.ofSize(Long.parseUnsignedLong(state.get("start")),
                Long.parseUnsignedLong(state.get("bytes"))));
        namespace.uuid = Optional.ofNullable(state.get("uuid")).map(UUID::fromString);
        namespace.altName = state.get("altName");
        namespace.lbaSize = Long.parseLong(state.get("lbaSize"));
        namespace.holderClass = Abstraction.valueOf(state.get("holderClass"));
        namespace.forceRaw = Boolean.parseBoolean(state.get("forceRaw"));
        namespace.claim = Optional.ofNullable(state.get("claim"));
        return namespace;
    }
}
