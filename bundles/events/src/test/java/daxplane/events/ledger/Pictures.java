package daxplane.events.ledger;

import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.Fact;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import daxplane.inventory.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One machine: a DIMM, a region of it, a namespace in it with its dax device, which has memory blocks 33 to 35, and a device of
 * another provider. Each test changes it by facts.
 */
public final class Pictures {

    static final String UUID = "0f5a2b6c-6a5e-4a5c-8b5e-3a2f7d1c9e80";
    static final long BLOCK = 128L << 20;
    static final BlockRange BLOCKS = new BlockRange(33, 3);
    static final AddressRange RANGE = AddressRange.ofSize(33 * BLOCK, 3 * BLOCK);
    public static final ObjectId DAX = new ObjectId(ObjectId.Kind.DAX_DEVICE, "uuid:" + UUID);
    public static final ObjectId NAMESPACE = new ObjectId(ObjectId.Kind.NAMESPACE, "uuid:" + UUID);
    public static final ObjectId OTHER = new ObjectId(ObjectId.Kind.DAX_DEVICE, "path:platform/hmem.0");
    static final DaxDevice DEVICE = device("dax0.0", "uuid:" + UUID, RANGE, Optional.of("namespace0.0"), Optional.of("device_dax"));
    static final Region REGION_SEEN = new Region("region0", "ndbus0/region0", RANGE, true, true, false, 16 << 20, 0, 0, 0,
            OptionalInt.of(0), OptionalInt.of(2), List.of());
    static final Dimm DIMM_SEEN = new Dimm("nmem0", "8680-56341200", 1, true, true, true, false, OptionalInt.of(1));
    public static final Inventory MACHINE = Fold.apply(Inventory.EMPTY, List.of(new Fact.PolicySeen(policy("offline")), new Fact.DimmSeen(DIMM_SEEN),
            new Fact.RegionSeen(REGION_SEEN), new Fact.NamespaceSeen(namespace(true)), new Fact.DaxDeviceSeen(DEVICE),
            new Fact.DaxDeviceSeen(device("dax1.0", "path:platform/hmem.0", AddressRange.ofSize(64 * BLOCK, BLOCK), Optional.empty(), Optional.empty())),
            new Fact.ModuleLoaded("device_dax")));

    private Pictures() {
    }

    static DaxDevice device(String name, String identity, AddressRange range, Optional<String> namespace, Optional<String> driver) {
        return new DaxDevice(name, "ndbus0/region0/" + name, namespace, identity, List.of(range), range.size().bytes(), 2 << 20, driver,
                OptionalInt.of(0), OptionalInt.of(2), false);
    }

    static Namespace namespace(boolean enabled) {
        return new Namespace("namespace0.0", "region0", Optional.of(UUID), "data", 3 * BLOCK, OptionalLong.of(33 * BLOCK), Namespace.Mode.DEVDAX,
                enabled, Optional.of("dax0.0"), Optional.of("7d1c9e80-6a5e-4a5c-8b5e-3a2f0f5a2b6c"), Optional.empty());
    }

    static MemoryPolicy policy(String autoOnline) {
        return new MemoryPolicy(BLOCK, autoOnline, "contig-zones", "N");
    }

    /** The device is kmem's, and its first two blocks are online. */
    static List<Fact> toSystemRam() {
        return List.of(new Fact.ModuleLoaded("kmem"), new Fact.DriverUnbound("dax0.0", "device_dax"), new Fact.IdAdded("kmem", "dax0.0"),
                new Fact.DriverBound("dax0.0", "kmem"), new Fact.BlocksAdded(BLOCKS, 2), new Fact.BlocksOnlined(new BlockRange(33, 2), Zone.MOVABLE));
    }

    static Inventory after(Inventory before, List<Fact> facts) {
        return Fold.apply(before, facts);
    }

    /** Applies events with the revisions that follow. */
    static void apply(MachineLedger ledger, Event... events) {
        for (Event event : events) {
            ledger.apply(new EventRecord(ledger.revision() + 1, Instant.EPOCH, event.getClass().getSimpleName(), 2, "", "", event));
        }
    }

    static MachineLedger booted() {
        var ledger = new MachineLedger();
        apply(ledger, new Event.BootObserved("boot-1", "machine", "6.12", MACHINE, List.of()));
        return ledger;
    }
}

