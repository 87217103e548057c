package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware;
import daxplane.labels.InterleaveCookie;
import daxplane.nvdimm.dpa.MappingSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A region, {@code region0}: a range of physical addresses, and the pieces of DIMMs behind it. */
public final class RegionDevice extends NdDevice {

    static final String KIND = "region";

    /** Unit of namespace sizes unless somebody chooses another. */
    private static final long DEFAULT_ALIGN = 16 << 20;
    private static final long PAGE = 4096;

    private final int id;
    private final RegionDescription description;
    private final BusDescription busDescription;
    private final int number;
    private final List<DimmDevice> dimms;
    private long align;
    private boolean readOnly;
    private Optional<RegionActivity> activity = Optional.empty();

    /**
     * @param number its position among the regions of its provider
     * @param dimms  of its mappings, in their order
     */
    RegionDevice(NdBus bus, String parentDirectory, int id, BusDescription busDescription, int number, RegionDescription description,
            List<DimmDevice> dimms) {
        super("region" + id, parentDirectory, bus);
        this.id = id;
        this.busDescription = busDescription;
        this.number = number;
        this.description = description;
        this.dimms = List.copyOf(dimms);
        this.align = defaultAlign();
        this.readOnly = dimms.stream().anyMatch(dimm -> dimm.description().unarmed());
    }

    private long defaultAlign() {
        long size = description.range().bytes() < DEFAULT_ALIGN ? PAGE : DEFAULT_ALIGN;
        return size % ways() == 0 ? size : size * ways();
    }

    public int id() {
        return id;
    }

    @Override
    public Set<Integer> memoryRegions() {
        return Set.of(id);
    }

    public RegionDescription description() {
        return description;
    }

    public AddressRange range() {
        return description.range();
    }

    Topology.Provider provider() {
        return busDescription.provider();
    }

    BusDescription busDescription() {
        return busDescription;
    }

    /** The bus that it hangs below; empty while the bus itself is being restored. */
    BusDevice busDevice() {
        return (BusDevice) ndBus().kernel().devices().device(directory().substring(0, directory().lastIndexOf('/'))).orElseThrow();
    }

    /** Positions of its DIMMs among the machine's media. */
    List<Integer> media() {
        return dimms.stream().flatMapToInt(dimm -> dimm.description().mediaIndex().stream()).boxed().toList();
    }

    /** Bad places that the kernel knows of, within a range of the region. */
    public List<AddressRange> badPlaces(AddressRange within) {
        return busDevice().errors().within(within);
    }

    /** Whether anything in a range is known to be bad, or shows it when it is read. */
    public boolean unreadable(AddressRange place) throws KernelException {
        BusDevice bus = busDevice();
        if (bus.errors().hits(place)) {
            return true;
        }
        if (bus.description().emulated()) {
            return false;                                      // what stands in for firmware there only tells, it does not fail
        }
        List<AddressRange> found = DimmController.poisoned(ndBus().kernel(), place, media());
        for (AddressRange bad : found) {
            bus.machineCheck(this, bad);
        }
        return !found.isEmpty();
    }

    /** Makes a range good. @return bytes of it that are good now */
    public long clearErrors(AddressRange place) throws KernelException {
        return busDevice().errors().clear(place);
    }

    /** Whether its bus can make bad places good. */
    public boolean clearsErrors() {
        return busDescription.understands(NvdimmHardware.BusCommand.CLEAR);
    }

    /** Disks on its namespaces and personalities. */
    List<ErrorListener> errorListeners() {
        DeviceCore devices = ndBus().kernel().devices();
        return devices.children(this).stream().flatMap(child -> devices.children(child).stream()).filter(ErrorListener.class::isInstance)
                .map(ErrorListener.class::cast).toList();
    }

    List<DimmDevice> dimms() {
        return dimms;
    }

    /** How many DIMMs share each namespace, at least 1. */
    int ways() {
        return Math.max(1, description.mappings().size());
    }

    public long align() {
        return align;
    }

    void align(long bytes) {
        align = bytes;
        changed();
    }

    public boolean readOnly() {
        return readOnly;
    }

    /** Disks on the region follow. */
    void readOnly(boolean on) {
        readOnly = on;
        changed();
        for (Device child : ndBus().kernel().devices().children(this)) {
            ndBus().kernel().devices().children(child).stream().filter(FollowsRegion.class::isInstance)
                    .map(FollowsRegion.class::cast).forEach(disk -> disk.regionReadOnly(on));
        }
    }

    /** 5 when its namespaces are made of labels, 4 when there is one that covers it all. */
    public int namespaceType() {
        return dimms.stream().anyMatch(DimmDevice::labelling) ? NAMESPACE_PMEM : NAMESPACE_IO;
    }

    Optional<RegionActivity> activity() {
        return activity;
    }

    void activity(Optional<RegionActivity> changed) {
        activity = changed;
        changed();
    }

    boolean holds(DimmDevice dimm) {
        return activity.map(active -> IntStream.range(0, active.mappings().size())
                .anyMatch(i -> active.mappings().get(i).held() && dimms.get(i) == dimm)).orElse(false);
    }

    /** The part of the DIMM behind a mapping, as a place to allocate in. */
    MappingSpace space(int mapping) {
        return new MappingSpace(description.mappings().get(mapping).range(), align / ways());
    }

    /** Free capacity over all DIMMs; 0 when one of them is disabled (corpus imix-shared-dimm). */
    long available() {
        long sum = 0;
        for (int i = 0; i < dimms.size(); i++) {
            Optional<DimmLabels> labels = dimms.get(i).labels();
            if (labels.isEmpty()) {
                return 0;
            }
            sum += space(i).available(labels.get().space());
        }
        return sum;
    }

    /** Largest namespace that could be made: the smallest of the DIMMs' largest holes, DIMMs without any hole left out. */
    long largestExtent() {
        long smallest = 0;
        for (int i = 0; i < dimms.size(); i++) {
            Optional<DimmLabels> labels = dimms.get(i).labels();
            long largest = labels.isPresent() ? space(i).largestExtent(labels.get().space()) : 0;
            smallest = smallest == 0 ? largest : largest == 0 ? smallest : Math.min(smallest, largest);
        }
        return smallest * dimms.size();
    }

    /** The cookie that labels on its DIMMs carry; which one depends on the version of the first DIMM's labels. */
    long cookie() {
        InterleaveCookie cookie = description.cookie().orElse(InterleaveCookie.constant(0));
        return dimms.isEmpty() ? cookie.first()
                : dimms.getFirst().labels().map(labels -> cookie.chosen(labels.store())).orElse(cookie.first());
    }

    List<NamespaceDevice> namespaces() {
        return ndBus().kernel().devices().children(this).stream().filter(NamespaceDevice.class::isInstance)
                .map(NamespaceDevice.class::cast).toList();
    }

    /** @param name {@code pfn0.1} */
    Optional<Device> child(String name) {
        return ndBus().kernel().devices().device(directory() + "/" + name);
    }

    @Override
    public int type() {
        return REGION;
    }

    @Override
    public String devtype() {
        return description.persistent() ? "nd_pmem" : "nd_volatile";
    }

    @Override
    protected List<Attribute> attributes() {
        return new RegionAttributes(this).attributes();
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("kind", KIND);
        state.put("provider", provider().name());
        if (provider().isDynamic()) {
            RegionText.describe(description, state);
            state.put("dimms", String.join(" ", dimms.stream().map(DimmDevice::name).toList()));
        }
        state.put("id", Integer.toString(id));
        state.put("number", Integer.toString(number));
        state.put("align", Long.toString(align));
        state.put("readOnly", Boolean.toString(readOnly));
        activity.ifPresent(active -> active.describe(state));
        return state;
    }

    void restore(Map<String, String> state) {
        align = Long.parseLong(state.get("align"));
        readOnly = Boolean.parseBoolean(state.get("readOnly"));
        activity = RegionActivity.restored(state);
    }

    /** Whether writing to an address makes everything durable that was written before. */
    public boolean flushHints() {
        return dimms.stream().anyMatch(dimm -> dimm.description().flushHints());
    }

    /** A disk that is read-only while its region is. */
    public interface FollowsRegion {
        void regionReadOnly(boolean on);
    }

    /** Text of the seed attribute's value; empty while the region is disabled. */
    String seedName(SeedKind kind) {
        return activity.flatMap(active -> active.seed(kind)).orElse("");
    }

    String childName(SeedKind kind, int number) {
        return kind.prefix() + id + "." + number;
    }

    /** Smallest number that no child of this kind has, registered or waiting for it. */
    int freeNumber(SeedKind kind) {
        return freeNumber(kind, 0);
    }

    private int freeNumber(SeedKind kind, int from) {
        for (int candidate = from;; candidate++) {
            if (free(kind, candidate)) {
                return candidate;
            }
        }
    }

    private boolean free(SeedKind kind, int number) {
        String name = childName(kind, number);
        return child(name).isEmpty() && !ndBus().waiting(directory() + "/" + name);
    }

    /**
     * A number where the kernel's threads race for them: the one that chance has decided, or the lowest.
     *
     * @param taker see {@link daxplane.kernel.Workload#decidedName}
     * @param from  no smaller one, unless decided
     */
    int chosenNumber(SeedKind kind, String taker, int from) {
        String prefix = kind.prefix() + id + ".";
        return ndBus().kernel().workload().decidedName(taker).filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length())).filter(digits -> digits.matches("\\d{1,4}")).map(Integer::parseInt)
                .filter(number -> free(kind, number)).orElseGet(() -> freeNumber(kind, from));
    }
}
