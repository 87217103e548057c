package daxplane.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A picture for a test, said in few words: blocks of 128 MiB, devices where the recorded machine has them. */
final class Given {

    private final InventoryBuilder picture = Inventory.EMPTY.change()
            .policy(new MemoryPolicy(128 << 20, "offline", "contig-zones", "N"));

    Given device(String name, String driver, AddressRange... ranges) {
        long bytes = List.of(ranges).stream().mapToLong(AddressRange::bytes).sum();
        picture.put(new DaxDevice(name, "/region0/dax0.1", Optional.of("namespace0.0"), "uuid:one", List.of(ranges), bytes, 2 << 20,
                Optional.of(driver).filter(word -> !word.isEmpty()), OptionalInt.of(0), OptionalInt.of(2), false));
        return this;
    }

    Given block(long number, int node, Optional<Zone> zone) {
        picture.put(new MemoryBlock(number, OptionalInt.of(node), zone));
        return this;
    }

    Given reserved(AddressRange range, int depth, String owner) {
        picture.addReservation(new Reservation(range, depth, owner));
        return this;
    }

    Given namespace(Namespace namespace) {
        picture.put(namespace);
        return this;
    }

    Given region(Region region) {
        picture.put(region);
        return this;
    }

    Inventory picture() {
        return picture.build();
    }
}
