package daxplane.tck;

import daxplane.dax.DaxModule;
import daxplane.dax.StaticDaxRegion;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Driver;
import daxplane.kernel.KernelModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A driver under test, and how to get a device for it: {@link #of} says what there has to be, the other methods what is special.
 *
 * <pre>{@code
 *   Candidate.of(MyModule::new, "my_driver", "namespace0.0", MyTest::machine).after("nd_e820").reserving(RANGE)
 *           .leavingWhen(machine -> machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"));
 * }</pre>
 *
 * @param module   makes the module anew; each is another version as far as the kernel knows
 * @param driver   which of the module's drivers, or of the module that uses it
 * @param device   name on the driver's bus of a device that it is for
 * @param builder  a machine without the module, but with all that has to be there before
 * @param loaded   modules to load before it, in this order
 * @param user     module with the driver, when the one under test only offers it something; loaded after it, unloaded before it
 * @param taken    memory that the driver reserves, or empty: then nobody can be in its way
 * @param gives    what of the device's memory comes back
 * @param occasion what is done to the machine at which time
 */
public record Candidate(Supplier<? extends KernelModule> module, String driver, String device, Supplier<TestMachine.Builder> builder,
        List<String> loaded, Optional<Supplier<? extends KernelModule>> user, Optional<AddressRange> taken, Gives gives, Occasions occasion) {

    /** Memory of the device that drivers of the dax bus get: 384 MiB in whole memory blocks, on node 2. */
    private static final AddressRange MEMORY = new AddressRange(0x108000000L, 0x120000000L);

    /** What of the device's memory comes back when it is let go. */
    public enum Gives {
        /** All of it: a device that is let go is as it was before. */
        ALL_BACK,
        /** Some of it stays in use until the next boot, because the kernel cannot free it: it has to be told as a leak. */
        NOT_ALL_BACK
    }

    /**
     * What is done to the machine.
     *
     * @param prepared  before the module is loaded
     * @param leaves    makes the device leave while it may be bound
     * @param unloading before the module is unloaded: whoever uses it lets go
     */
    public record Occasions(Consumer<TestMachine> prepared, Consumer<TestMachine> leaves, Consumer<TestMachine> unloading) {
    }

    public Candidate {
        loaded = List.copyOf(loaded);
    }

    /** On a machine that has the device at once. What makes it leave has to be said with {@link #leavingWhen}. */
    public static Candidate of(Supplier<? extends KernelModule> module, String driver, String device, Supplier<TestMachine.Builder> builder) {
        return new Candidate(module, driver, device, builder, List.of(), Optional.empty(), Optional.empty(), Gives.ALL_BACK,
                new Occasions(_ -> { }, _ -> {
                    throw new Broken("the candidate does not say what makes its device leave");
                }, _ -> { }));
    }

    /** A driver of devices on the dax bus: the first driver of the module, with {@code dax0.0}, 384 MiB. */
    public static Candidate dax(Supplier<? extends KernelModule> module) {
        return dax(module, module.get().drivers().stream().findFirst().map(Driver::name).orElse(""));
    }

    /** The same, with another driver of the module. */
    static Candidate dax(Supplier<? extends KernelModule> module, String driver) {
        return of(module, driver, "dax0.0", Candidate::daxMachine)
                .after(RegionProvider.NAME).leavingWhen(machine -> machine.modprobeRemove(RegionProvider.NAME)).reserving(MEMORY);
    }

    private static TestMachine.Builder daxMachine() {
        return TwoSocket.machine().module(new DaxModule()).module(RegionProvider.of(
                new StaticDaxRegion("/sys/devices/nd/dax0.1", 0, 0, MEMORY, 2 << 20, 0, OptionalInt.of(2))));
    }

    /** On the same machine with something changed: another kernel, one more module. */
    public Candidate on(UnaryOperator<TestMachine.Builder> change) {
        return new Candidate(module, driver, device, () -> change.apply(builder.get()), loaded, user, taken, gives, occasion);
    }

    /** Modules that are loaded before it. */
    public Candidate after(String... modules) {
        return new Candidate(module, driver, device, builder, List.of(modules), user, taken, gives, occasion);
    }

    /** What has to be done to the machine before the module is loaded. */
    public Candidate prepared(Consumer<TestMachine> prepared) {
        return with(new Occasions(prepared, occasion.leaves(), occasion.unloading()));
    }

    /** What makes the device leave while it may be bound. */
    public Candidate leavingWhen(Consumer<TestMachine> leaves) {
        return with(new Occasions(occasion.prepared(), leaves, occasion.unloading()));
    }

    /** What makes those let go who use what the driver made: a module in use cannot be unloaded. */
    public Candidate unloadedAfter(Consumer<TestMachine> unloading) {
        return with(new Occasions(occasion.prepared(), occasion.leaves(), unloading));
    }

    /** The memory that the driver reserves. */
    public Candidate reserving(AddressRange memory) {
        return new Candidate(module, driver, device, builder, loaded, user, Optional.of(memory), gives, occasion);
    }

    /** Another module has the driver; this one offers it something. */
    public Candidate usedBy(Supplier<? extends KernelModule> withDriver) {
        return new Candidate(module, driver, device, builder, loaded, Optional.of(withDriver), taken, gives, occasion);
    }

    /** The kernel cannot free all of the device's memory. What {@link #prepared} does has to bind the device to somebody else. */
    public Candidate keepingMemory() {
        return new Candidate(module, driver, device, builder, loaded, user, taken, Gives.NOT_ALL_BACK, occasion);
    }

    private Candidate with(Occasions other) {
        return new Candidate(module, driver, device, builder, loaded, user, taken, gives, other);
    }

    /** The same, but that of the driver's probes the calls may fail. */
    Candidate failing(FailingCalls calls) {
        return new Candidate(failing(module, calls), driver, device, builder, loaded, user.map(other -> failing(other, calls)), taken, gives, occasion);
    }

    private Supplier<KernelModule> failing(Supplier<? extends KernelModule> whole, FailingCalls calls) {
        return () -> new FailingModule(whole.get(), driver, calls);
    }

    /** Bus of the driver. */
    String bus() {
        return Stream.concat(Stream.of(module), user.stream()).flatMap(each -> each.get().drivers().stream())
                .filter(each -> each.name().equals(driver)).findFirst()
                .orElseThrow(() -> new Broken("the module has no driver " + driver)).bus();
    }
}
