package daxplane.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who owns each piece of persistent, soft-reserved and CXL memory now: a view derived from a picture.
 *
 * <p>Each namespace with a size, each dax device, the free part of each labelled region, and each leak without a device is one
 * holding. A namespace that became a dax device is told as that device.
 *
 * @param holdings by region, then by object; what belongs to no region comes first
 */
public record Ownership(List<OwnershipEntry> holdings) {

    private static final Comparator<OwnershipEntry> BY_PLACE = Comparator
            .<OwnershipEntry, String>comparing(holding -> holding.region().orElse(""))
            .thenComparing(OwnershipEntry::object);

    public Ownership {
        holdings = holdings.stream().sorted(BY_PLACE).toList();
    }

    public static Ownership of(Inventory picture) {
        var holdings = new ArrayList<OwnershipEntry>();
        var leaks = new ArrayList<>(Leak.in(picture));
        var told = new HashSet<String>();
        for (DaxDevice device : picture.daxDevices().values()) {
            var leak = leaks.stream().filter(l -> l.device().equals(device.name())).findFirst();
            leak.ifPresent(leaks::remove);
            device.namespace().ifPresent(told::add);
            holdings.add(held(picture, device, leak));
        }
        for (Namespace namespace : picture.namespaces().values()) {
            if (namespace.bytes() != 0 && !told.contains(namespace.name())) {
                holdings.add(held(namespace));
            }
        }
        for (Region region : picture.regions().values()) {
            if (region.labelled() && region.availableBytes() != 0) {
                holdings.add(new OwnershipEntry(region.name(), Optional.of(region.name()), Optional.empty(), List.of(),
                        new ByteSize(region.availableBytes()), new Owner.Nobody()));
            }
        }
        for (Dimm dimm : picture.dimms().values()) {
            dimm.cxl().filter(cxl -> cxl.unassignedBytes() != 0).ifPresent(cxl -> holdings.add(new OwnershipEntry(dimm.name(), Optional.empty(),
                    Optional.empty(), List.of(), new ByteSize(cxl.unassignedBytes()), new Owner.Nobody())));
        }
        for (Leak leak : leaks) {
            holdings.add(new OwnershipEntry(leak.device(), Optional.empty(), Optional.empty(), List.of(leak.range()), leak.range().size(),
                    new Owner.Leaked(leak)));
        }
        return new Ownership(holdings);
    }

    private static OwnershipEntry held(Inventory picture, DaxDevice device, Optional<Leak> leak) {
        var region = device.namespace().map(picture.namespaces()::get).map(Namespace::region);
        return new OwnershipEntry(device.name(), region, device.namespace(), device.ranges(), new ByteSize(device.bytes()),
                leak.<Owner>map(Owner.Leaked::new).orElseGet(() -> ownerOf(picture, device)));
    }

    private static Owner ownerOf(Inventory picture, DaxDevice device) {
        if (device.driver().isEmpty()) {
            return new Owner.Nobody();
        }
        if (device.usedAsRam()) {
            return systemRam(picture, device);
        }
        return device.usedByApplications() ? new Owner.DeviceDax(device.name()) : new Owner.OtherDriver(device.name(), device.driver().get());
    }

    private static Owner systemRam(Inventory picture, DaxDevice device) {
        long blockBytes = picture.policy().blockBytes();
        var blocks = blockBytes == 0 ? List.<MemoryBlock>of() : KmemRange.blocks(device, new ByteSize(blockBytes)).stream()
                .flatMap(range -> picture.blocksIn(range).values().stream()).toList();
        int online = (int) blocks.stream().filter(MemoryBlock::online).count();
        int movable = (int) blocks.stream().filter(block -> block.zone().equals(Optional.of(Zone.MOVABLE))).count();
        return new Owner.SystemRam(device.name(), blocks.size(), online, movable, new ByteSize(online * blockBytes));
    }

    private static OwnershipEntry held(Namespace namespace) {
        var start = namespace.start();
        var ranges = start.isPresent() ? AddressRange.fitting(start.getAsLong(), namespace.bytes()).stream().toList() : List.<AddressRange>of();
        var owner = namespace.blockDevice().<Owner>map(Owner.BlockDevice::new).orElseGet(Owner.Nobody::new);
        return new OwnershipEntry(namespace.name(), Optional.of(namespace.region()), Optional.of(namespace.name()), ranges,
                new ByteSize(namespace.bytes()), owner);
    }

    /** What a name stands for: a dax device, namespace, region or block device. */
    public List<OwnershipEntry> named(String name) {
        return holdings.stream().filter(holding -> holding.object().equals(name)
                || holding.region().filter(name::equals).isPresent()
                || holding.namespace().filter(name::equals).isPresent()
                || holding.owner() instanceof Owner.BlockDevice(var device) && device.equals(name)).toList();
    }

    /** Who owns the byte at a physical address; empty for ordinary memory, free space and addresses that only root may see. */
    public Optional<OwnershipEntry> at(long address) {
        return holdings.stream().filter(holding -> holding.ranges().stream().anyMatch(range -> range.contains(address))).findFirst();
    }
}
