package daxplane.inventory;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * A picture in the making. Not thread-safe; {@link #build} may be called any number of times.
 *
 * <p>{@code put} files an object under its name, in place of what was there; {@code remove} of something absent does nothing.
 */
public final class InventoryBuilder {

    private MemoryPolicy policy;
    private long memTotalKib;
    private PersistentSortedMap<String, Dimm> dimms;
    private PersistentSortedMap<String, Region> regions;
    private PersistentSortedMap<String, Namespace> namespaces;
    private PersistentSortedMap<String, DaxDevice> daxDevices;
    private PersistentSortedMap<Long, MemoryBlock> blocks;
    private PersistentSortedMap<Integer, Node> nodes;
    private PersistentSortedSet<String> modules;
    private PersistentSortedSet<Reservation> reservations;
    private PersistentSortedMap<String, SortedSet<String>> driverIds;
    private PersistentSortedMap<String, String> settings;
    private PersistentSortedMap<String, StackedDisk> disks;
    private PersistentSortedSet<DeviceUse> uses;
    private PersistentSortedMap<String, LabelArea> labelAreas;

    InventoryBuilder(Inventory from) {
        policy = from.policy();
        memTotalKib = from.memTotalKib();
        dimms = PersistentSortedMap.copyOf(from.dimms());
        regions = PersistentSortedMap.copyOf(from.regions());
        namespaces = PersistentSortedMap.copyOf(from.namespaces());
        daxDevices = PersistentSortedMap.copyOf(from.daxDevices());
        blocks = PersistentSortedMap.copyOf(from.blocks());
        nodes = PersistentSortedMap.copyOf(from.nodes());
        modules = PersistentSortedSet.copyOf(from.modules());
        reservations = PersistentSortedSet.copyOf(from.reservations());
        driverIds = PersistentSortedMap.copyOf(from.driverIds());
        settings = PersistentSortedMap.copyOf(from.settings());
        disks = PersistentSortedMap.copyOf(from.disks());
        uses = PersistentSortedSet.copyOf(from.uses());
        labelAreas = PersistentSortedMap.copyOf(from.labelAreas());
    }

    public Inventory build() {
        return new Inventory(policy, memTotalKib, dimms, regions, namespaces, daxDevices, blocks, nodes, modules, reservations,
                driverIds, settings, disks, uses, labelAreas);
    }

    SortedMap<String, Dimm> dimms() {
        return dimms;
    }

    SortedMap<String, Region> regions() {
        return regions;
    }

    SortedMap<String, Namespace> namespaces() {
        return namespaces;
    }

    SortedMap<String, DaxDevice> daxDevices() {
        return daxDevices;
    }

    SortedMap<Long, MemoryBlock> blocks() {
        return blocks;
    }

    SortedMap<Integer, Node> nodes() {
        return nodes;
    }

    SortedSet<String> modules() {
        return modules;
    }

    SortedSet<Reservation> reservations() {
        return reservations;
    }

    boolean hasId(String driver, String device) {
        return driverIds.containsKey(driver) && driverIds.get(driver).contains(device);
    }

    public InventoryBuilder policy(MemoryPolicy value) {
        policy = value;
        return this;
    }

    public InventoryBuilder memTotalKib(long value) {
        memTotalKib = value;
        return this;
    }

    public InventoryBuilder put(Dimm dimm) {
        dimms = dimms.with(dimm.name(), dimm);
        return this;
    }

    public InventoryBuilder put(Region region) {
        regions = regions.with(region.name(), region);
        return this;
    }

    public InventoryBuilder put(Namespace namespace) {
        namespaces = namespaces.with(namespace.name(), namespace);
        return this;
    }

    public InventoryBuilder put(DaxDevice device) {
        daxDevices = daxDevices.with(device.name(), device);
        return this;
    }

    public InventoryBuilder put(MemoryBlock block) {
        blocks = blocks.with(block.number(), block);
        return this;
    }

    public InventoryBuilder put(Node node) {
        nodes = nodes.with(node.id(), node);
        return this;
    }

    public InventoryBuilder removeDimm(String name) {
        dimms = dimms.without(name);
        return this;
    }

    public InventoryBuilder removeRegion(String name) {
        regions = regions.without(name);
        return this;
    }

    public InventoryBuilder removeNamespace(String name) {
        namespaces = namespaces.without(name);
        return this;
    }

    public InventoryBuilder removeDaxDevice(String name) {
        daxDevices = daxDevices.without(name);
        return this;
    }

    public InventoryBuilder removeBlock(long number) {
        blocks = blocks.without(number);
        return this;
    }

    public InventoryBuilder removeNode(int id) {
        nodes = nodes.without(id);
        return this;
    }

    public InventoryBuilder addModule(String module) {
        modules = modules.with(module);
        return this;
    }

    public InventoryBuilder removeModule(String module) {
        modules = modules.without(module);
        return this;
    }

    public InventoryBuilder modules(SortedSet<String> all) {
        modules = modules.equals(all) ? modules : PersistentSortedSet.copyOf(all); // keep what can be shared
        return this;
    }

    public InventoryBuilder addReservation(Reservation reservation) {
        reservations = reservations.with(reservation);
        return this;
    }

    public InventoryBuilder removeReservation(Reservation reservation) {
        reservations = reservations.without(reservation);
        return this;
    }

    public InventoryBuilder reservations(SortedSet<Reservation> all) {
        reservations = reservations.equals(all) ? reservations : PersistentSortedSet.copyOf(all);
        return this;
    }

    public InventoryBuilder set(String path, String value) {
        settings = settings.with(path, value);
        return this;
    }

    public InventoryBuilder unset(String path) {
        settings = settings.without(path);
        return this;
    }

    /** All that is set about an object, in place of what was. @param directory of the object, without a slash at its end */
    public InventoryBuilder settingsOf(String directory, SortedMap<String, String> now) {
        for (String path : settings.subMap(directory + "/", directory + "0").keySet()) {        // '0' follows '/'
            if (!now.containsKey(path)) {
                unset(path);
            }
        }
        now.forEach(this::set);
        return this;
    }

    /** What stands in the label area of a DIMM. */
    public InventoryBuilder labelArea(String dimm, LabelArea area) {
        labelAreas = labelAreas.with(dimm, area);
        return this;
    }

    /** Nobody knows what stands in it. */
    public InventoryBuilder removeLabelArea(String dimm) {
        labelAreas = labelAreas.without(dimm);
        return this;
    }

    SortedMap<String, LabelArea> labelAreas() {
        return labelAreas;
    }

    boolean isSet(String path) {
        return settings.containsKey(path);
    }

    public InventoryBuilder put(StackedDisk disk) {
        disks = disks.with(disk.name(), disk);
        return this;
    }

    public InventoryBuilder removeDisk(String name) {
        disks = disks.without(name);
        return this;
    }

    public InventoryBuilder disks(SortedMap<String, StackedDisk> all) {
        disks = disks.equals(all) ? disks : PersistentSortedMap.copyOf(all);
        return this;
    }

    public InventoryBuilder addUse(DeviceUse use) {
        uses = uses.with(use);
        return this;
    }

    public InventoryBuilder removeUse(DeviceUse use) {
        uses = uses.without(use);
        return this;
    }

    public InventoryBuilder uses(SortedSet<DeviceUse> all) {
        uses = uses.equals(all) ? uses : PersistentSortedSet.copyOf(all);
        return this;
    }

    SortedMap<String, StackedDisk> disks() {
        return disks;
    }

    SortedSet<DeviceUse> uses() {
        return uses;
    }

    public InventoryBuilder addId(String driver, String device) {
        return changeIds(driver, ids -> ids.with(device));
    }

    public InventoryBuilder removeId(String driver, String device) {
        return changeIds(driver, ids -> ids.without(device));
    }

    /** Forgets the whole id list of a driver. */
    public InventoryBuilder removeIds(String driver) {
        driverIds = driverIds.without(driver);
        return this;
    }

    private InventoryBuilder changeIds(String driver, Function<PersistentSortedSet<String>, PersistentSortedSet<String>> change) {
        var ids = driverIds.containsKey(driver)
                ? PersistentSortedSet.copyOf(driverIds.get(driver)) : PersistentSortedSet.<String>empty();
        var changed = change.apply(ids);
        driverIds = changed.isEmpty() ? driverIds.without(driver) : driverIds.with(driver, changed);
        return this;
    }
}
