package daxplane.tck;

import daxplane.dax.DaxModule;
import daxplane.dax.StaticDaxRegion;
import daxplane.dax.testing.RegionProvider;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A driver under test, and how to get a device for it.
 *
 * @param module    makes the module anew; each is another version as far as the kernel knows
 * @param driver    which of the module's drivers
 * @param device    name on the driver's bus of a device that it is for
 * @param builder   a machine without the module, but with all that has to be there before
 * @param loaded    modules to load before it, in this order
 * @param prepare   what is done to the machine before the module is loaded
 * @param takeAway  makes the device leave while it may be bound
 * @param taken     memory that the driver reserves, or empty: then nobody can be in its way
 */
public record Candidate(Supplier<? extends KernelModule> module, String driver, String device, Supplier<TestMachine.Builder> builder,
        List<String> loaded, Consumer<TestMachine> prepare, Consumer<TestMachine> takeAway, Optional<AddressRange> taken) {

    /** Memory of the device that drivers of the dax bus get: 384 MiB in whole memory blocks, on node 2. */
    private static final AddressRange MEMORY = new AddressRange(0x108000000L, 0x120000000L);

    public Candidate {
        loaded = List.copyOf(loaded);
    }

    /** A driver of devices on the dax bus: the first driver of the module, with {@code dax0.0}, 384 MiB. */
    public static Candidate dax(Supplier<? extends KernelModule> module) {
        var drivers = module.get().drivers();
        return new Candidate(module, drivers.isEmpty() ? "" : drivers.getFirst().name(), "dax0.0",
                () -> TwoSocket.machine().module(new DaxModule()).module(RegionProvider.of(
                        new StaticDaxRegion("/sys/devices/nd/dax0.1", 0, 0, MEMORY, 2 << 20, 0, OptionalInt.of(2)))),
                List.of(RegionProvider.NAME), _ -> { }, machine -> machine.modprobeRemove(RegionProvider.NAME), Optional.of(MEMORY));
    }

    /** The same with another module in its place. */
    Candidate with(Supplier<? extends KernelModule> other) {
        return new Candidate(other, driver, device, builder, loaded, prepare, takeAway, taken);
    }

    /** Bus of the driver. */
    String bus() {
        return module.get().drivers().stream().filter(each -> each.name().equals(driver)).findFirst()
                .orElseThrow(() -> new Broken("the module has no driver " + driver)).bus();
    }
}
