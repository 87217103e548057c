package daxplane.machine;

import daxplane.host.Changes.Touched;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.core.CallAborted;
import daxplane.kernel.core.Commit;
import daxplane.kernel.core.KernelLog;
import daxplane.kernel.core.KernelSetup;
import daxplane.kernel.core.MachineContext;
import daxplane.kernel.core.MissingModule;
import daxplane.kernel.core.InjectedWorkload;
import daxplane.kernel.core.PowerFailed;
import daxplane.kernel.core.KeySeal;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A simulated machine, from the first boot on. Calls may come from any thread; one at a time is inside.
 *
 * <p>Three ways to have it: <em>watching</em> what another process drives (or nobody), <em>driving</em> it, or, where the state
 * directory cannot be written, a machine that was booted in memory and cannot be changed.
 */
public final class Machine implements AutoCloseable {

    /** A watching process looks for news at most this often. */
    private static final Duration NEWS_INTERVAL = Duration.ofMillis(200);
    /** So that who waits sees what other processes do. */
    private static final long LONGEST_NAP_MILLIS = 100;

    private final MachineSettings settings;
    private final ModuleRegistry shelf;
    private final MachineContext housing;
    private final MachineStore store;
    private final Commit.Sink sink = this::commit;
    private final ModuleExchange exchange;
    private SimulatedKernel kernel;
    private KernelSetup setup;
    private long lookedForNews = System.nanoTime();
    private boolean collecting;
    private boolean booted;
    private Optional<List<String>> newMedia = Optional.empty();
    private boolean aheadOfRecord;
    private BooleanSupplier powerSeed = () -> false;
    /** Copies that read this machine's media: as long as there are any, these stay open, and news waits. */
    private int copies;
    /** What a copy gives back to the machine that it was made of. */
    private Runnable returned = () -> { };

    private Machine(MachineSettings settings, ModuleRegistry shelf) {
        this(settings, shelf, new MachineContext(System.currentTimeMillis(), settings.patience(), new KeySeal(settings.folder())), Optional.empty());
    }

    /** @param copied store of a machine in memory; empty: one on the files of the settings */
    private Machine(MachineSettings settings, ModuleRegistry shelf, MachineContext housing, Optional<MachineStore> copied) {
        this.settings = settings;
        this.shelf = shelf;
        this.housing = housing;
        this.store = copied.orElseGet(() -> new MachineStore(settings, trouble -> housing.report(3, trouble)));
        this.exchange = new ModuleExchange(housing, () -> kernel, this::become,
                modules -> SimulatedKernel.restore(setup, housing, sink, kernel.documents(), modules));
    }

    /**
     * Attaches to the machine in the folder, or boots it for the first time.
     *
     * @throws UnusableFile  the definition, media or the recorded state cannot be used
     * @throws IOException   files cannot be read
     */
    public static Machine open(MachineSettings settings, ModuleRegistry shelf) throws UnusableFile, IOException {
        Machine machine = new Machine(settings, shelf);
        machine.attachOrBoot();
        return machine;
    }

    private void takeBack() {
        housing.gate().enter(() -> copies--);
    }

    /** Modules that must be offered before {@link #open}, in the order of their loading. */
    public static List<String> modulesNeeded(MachineSettings settings) throws UnusableFile, IOException {
        return MachineStore.modulesNeeded(settings);
    }

    /** Something to do inside the kernel. */
    @FunctionalInterface
    public interface Call<T, X extends Exception> {
        T run(SimulatedKernel kernel) throws X;
    }

    /**
     * A copy in memory, as this machine is now, to rehearse on: nothing that happens on it is recorded or reaches this machine's
     * media. It reads what it did not change from them, so it must be closed before this machine changes.
     *
     * @throws IllegalStateException a module cannot go on from what it recorded itself
     */
    public Machine copy() {
        return housing.gate().enter(() -> {
            takeNews();
            MachineContext context = housing.copy(System.currentTimeMillis());
            Machine copy = new Machine(settings, shelf, context, Optional.of(store.copy(kernel.documents().stream()
                    .filter(document -> !InjectedWorkload.meantForTheMachineAlone(document)).toList())));
            copy.setup = copy.store.setup(shelf);
            copy.become(SimulatedKernel.restore(copy.setup, context, copy.sink, copy.store.documents(), kernel::loadedModule));
            copies++;
            copy.returned = this::takeBack;
            return copy;
        });
    }

    /** A call that changes nothing. */
    public <T, X extends Exception> T look(Call<T, X> call) throws X {
        return housing.gate().enter(() -> {
            takeNews();
            passTime();
            return call.run(kernel);
        });
    }

    /**
     * A call that may change the machine: it has happened as a whole when this returns or throws anything but a failure of the
     * state directory, which undoes it.
     *
     * @param stage and {@code path}: of errors that have nothing to do with the kernel: EBUSY another process drives the
     *              machine, EROFS the state directory cannot be written, ENOSPC and EIO it cannot be written any more; and of
     *              a driver that broke its contract: EFAULT, ETIMEDOUT; the call is undone then
     */
    public <T> T change(FailedCall stage, String path, Call<T, HostException> call) throws HostException {
        return housing.gate().enter(() -> {
            drive(stage, path);
            SimulatedKernel inside = kernel;
            try {
                return inside.enter(() -> {
                    inside.passTime();
                    try {
                        return call.run(inside);
                    } finally {
                        countDown(inside);
                    }
                });
            } catch (RecordingFailed failed) {
                throw undo(failed, stage, path);
            } catch (ContractBroken broken) {
                goBack();
                throw HostException.explained(broken.errno(), stage, path, broken.getMessage() + "; what this call did is undone");
            } catch (CallAborted ended) {
                throw new HostException(Errno.EINTR, stage, path, ended.getMessage());
            } catch (PowerFailed failed) {
                restart(powerSeed, true);
                throw new HostException(Errno.EIO, FailedCall.POWER, path, "power failed meanwhile");
            } finally {
                exchange.catchUp();
            }
        });
    }

    /** An orderly restart: what was written is on the media, the volatile state is lost. */
    public void reboot() throws HostException {
        turnOver(() -> true, false);
    }

    /** The power goes and comes again, in good order: what is on media stays, and RAM that is called persistent is empty. */
    public void powerCycle() throws HostException {
        turnOver(() -> true, true);
    }

    /** Power fails: each 8-byte word that was not flushed stays or is lost, as the seed decides. */
    public void powerLoss(long seed) throws HostException {
        turnOver(new Random(seed)::nextBoolean, true);
    }

    /**
     * Another version of a module is on the shelf; the one that works goes on until the new one is known to work. While a call
     * waits inside the kernel the exchange waits for it, but whether it will work is tried at once.
     */
    public void arrived(KernelModule module) {
        housing.gate().enter(() -> {
            exchange.arrived(module);
            return null;
        });
    }

    /** A module is no longer on the shelf. What else is there of its name takes over; if nothing is, it goes on working. */
    public void left(KernelModule module) {
        housing.gate().enter(() -> {
            exchange.left(module);
            return null;
        });
        shelf.module(module.name()).ifPresent(this::arrived);
    }

    /** Injected faults of the media. */
    void failMediaAfter(int writes) throws HostException {
        change(FailedCall.POWER, "/", _ -> {
            store.media().failWritesAfter(writes);
            return null;
        });
    }

    /** Who gets which name the next time one is given out, also in a kernel that boots until then. */
    void decideNames(Map<String, String> names) {
        housing.gate().enter(() -> {
            housing.decidedNames().clear();
            housing.decidedNames().putAll(names);
            return null;
        });
    }

    /** Power fails in place of a write to media, and takes what the seed says. */
    void failPowerAfter(int writes, long seed) throws HostException {
        change(FailedCall.POWER, "/", _ -> {
            powerSeed = new Random(seed)::nextBoolean;
            store.media().failPowerAfter(writes);
            return null;
        });
    }

    /** Kernel messages and uevents since the process started. */
    public KernelLog log() {
        return housing.log();
    }

    /** Modules of which a newer version does not work, with the reason. */
    public SortedMap<String, String> refusedModules() {
        return housing.gate().enter(exchange::refused);
    }

    /** Modules that its kernel has loaded. */
    public List<KernelModule> workingModules() {
        return housing.gate().enter(() -> kernel.loadedModules());
    }

    /** Calls that block inside the kernel at the moment. */
    public int waitingCalls() {
        return housing.gate().enter(() -> housing.gate().waiting());
    }

    public long mark() {
        return housing.gate().enter(housing::mark);
    }

    public Touched touchedSince(long mark) {
        return housing.gate().enter(() -> {
            takeNews();
            return housing.touchedSince(mark);
        });
    }

    /** What was found odd in the machine's definition, and what it booted without. */
    public List<String> warnings() {
        return housing.gate().enter(() -> {
            List<String> all = new ArrayList<>(store.definition().warnings());
            kernel.missingModules().forEach(module -> all.add(module.toString()));
            return List.copyOf(all);
        });
    }

    /** Modules that broke their contract while this process booted the machine; empty when another one did. */
    public List<MissingModule> brokenAtBoot() {
        return housing.gate().enter(() -> booted ? kernel.missingModules().stream().filter(MissingModule::broken).toList() : List.<MissingModule>of());
    }

    /** Media that were missing when this process booted the machine for the first time; empty: it did not, a list: they were made. */
    public Optional<List<String>> newMedia() {
        return housing.gate().enter(() -> newMedia);
    }

    /** Name of the machine, for people. */
    public String name() {
        return housing.gate().enter(() -> store.definition().name());
    }

    /** From driving back to watching, so that another process can drive. What that did is seen at the next look. */
    public void rest() {
        housing.gate().enter(() -> {
            store.rest();
            return null;
        });
    }

    /** The process lets go of the machine, which goes on. */
    @Override
    public void close() {
        housing.gate().enter(() -> {
            housing.gate().shutdown();
            if (kernel != null) {
                kernel.retire();
            }
            store.close();
            return null;
        });
        returned.run();
        returned = () -> { };
    }

    private void attachOrBoot() throws UnusableFile, IOException {
        if (store.holdsMachine()) {
            store.watch();
            rebuild(shelf::module);
        } else if (store.tryDriveNew()) {
            bootNew();
            newMedia = Optional.of(store.newMedia());
            store.letGo();
        } else if (store.holdsMachine()) {
            store.watch();                                  // another process booted it just now
            rebuild(shelf::module);
        } else {
            store.inMemory();
            bootNew();
        }
    }

    /** Boots on fresh or kept media and records the result, with everything before it forgotten. */
    private void bootNew() throws IOException {
        collecting = true;
        try {
            setup = store.setup(shelf);
            SimulatedKernel next = withoutLeftovers(SimulatedKernel.boot(setup, housing, sink, settings.bootIds().get().toString(),
                    store.definition().modules()));
            store.recordBoot(next.documents());
            become(next);
            booted = true;
        } finally {
            collecting = false;
        }
    }

    /** A driver that broke its contract at boot stops no boot; but a call of it that was given up must not reach what goes on. */
    private SimulatedKernel withoutLeftovers(SimulatedKernel booted) {
        if (booted.breach().isEmpty()) {
            return booted;
        }
        try {
            SimulatedKernel clean = SimulatedKernel.restore(setup, housing, sink, booted.documents(), booted::loadedModule);
            booted.retire();
            return clean;
        } catch (RuntimeException worse) {
            housing.report(3, "a driver that broke its contract while the machine booted stays as it is: " + worse.getMessage());
            return booted;
        }
    }

    /** @throws UnusableFile a module cannot read what it, or another version of it, recorded */
    private void rebuild(Function<String, Optional<KernelModule>> modules) throws UnusableFile {
        setup = store.setup(shelf);
        try {
            become(SimulatedKernel.restore(setup, housing, sink, store.documents(), modules));
        } catch (RuntimeException strange) {
            throw store.unreadable(strange);
        }
    }

    /** Power that is told to fail fails after as many writes as are left, whoever drives the machine then. */
    private void countDown(SimulatedKernel inside) {
        inside.workload().powerFault().ifPresent(fault -> inside.workload().failPower(Optional.of(store.media().powerFailsAfter()).filter(left -> left >= 0)
                .map(left -> new InjectedWorkload.PowerFault(left, fault.seed()))));
    }

    /** Injects that power fails, or takes that back: it outlives the process, and goes with the next boot. */
    void injectPowerFailure(Optional<InjectedWorkload.PowerFault> fault) throws HostException {
        change(FailedCall.POWER, "/", inside -> {
            inside.workload().failPower(fault);
            tellMedia(fault);
            return null;
        });
    }

    private void tellMedia(Optional<InjectedWorkload.PowerFault> fault) {
        fault.ifPresent(power -> powerSeed = new Random(power.seed())::nextBoolean);
        store.media().failPowerAfter(fault.map(InjectedWorkload.PowerFault::left).orElse(-1));
    }

    private void become(SimulatedKernel next) {
        boolean told = kernel != null && kernel.workload().powerFault().isPresent();
        if (kernel != null) {
            kernel.retire();
        }
        if (told || next.workload().powerFault().isPresent()) {
            tellMedia(next.workload().powerFault());
        }
        kernel = next;
        aheadOfRecord = false;
    }

    /** From watching to driving. */
    private void drive(FailedCall stage, String path) throws HostException {
        if (store.driving()) {
            return;
        }
        try {
            switch (store.tryDrive()) {
                case HELD_BY_OTHER -> throw new HostException(Errno.EBUSY, stage, path, store.holder() + " drives this machine");
                case DRIVING -> {
                    if (aheadOfRecord) {
                        store.reload();
                        rebuild(this::offeredOrWorking);
                    }
                }
                case DRIVING_NEWER -> {
                    rebuild(this::offeredOrWorking);
                    housing.everythingTouched();
                }
            }
        } catch (IOException | UnusableFile unusable) {
            throw new HostException(Errno.EROFS, stage, path, "the machine's state cannot be written: " + unusable.getMessage());
        }
    }

    /** A watching process shows what the driving one committed. */
    private void takeNews() {
        if (store.driving() || copies > 0 || System.nanoTime() - lookedForNews < NEWS_INTERVAL.toNanos()) {
            return;
        }
        lookedForNews = System.nanoTime();
        try {
            if (store.hasNews()) {
                store.watch();
                rebuild(this::offeredOrWorking);
                housing.everythingTouched();
            }
        } catch (IOException | UnusableFile unusable) {
            // What was seen last stays visible; the driving process, or the next start, tells what is wrong.
            housing.report(3, "the machine's state cannot be read: " + unusable.getMessage());
        }
    }

    private Optional<KernelModule> offeredOrWorking(String name) {
        return shelf.module(name).or(() -> kernel.loadedModule(name));
    }

    /** What was due is done, and recorded by whoever drives; who only watches sees it, and records nothing. */
    private void passTime() {
        if (kernel.wakesAt() > housing.clock().millis() || housing.gate().waiting() > 0) {
            return;
        }
        aheadOfRecord |= !store.driving();
        try {
            SimulatedKernel inside = kernel;
            inside.enter(() -> {
                inside.passTime();
                return null;
            });
        } catch (RecordingFailed | ContractBroken failed) {
            housing.report(3, "what time has brought cannot be recorded: " + failed.getMessage());
            goBack();
        }
    }

    /** Lets time pass: for who waits, in steps that end when something in the machine is due. */
    public void sleep(Duration most) throws InterruptedException {
        long due = housing.gate().enter(() -> kernel.wakesAt()) - housing.clock().millis();
        Duration step = Duration.ofMillis(Math.max(0, Math.min(most.toMillis(), Math.max(1, due))));
        if (!housing.clock().move(step)) {
            Thread.sleep(Math.min(step.toMillis(), LONGEST_NAP_MILLIS));
        }
    }

    /** From now on the clock only moves when somebody lets time pass. */
    void stopClock() {
        housing.clock().stop();
    }

    long clockMillis() {
        return housing.clock().millis();
    }

    /** Lets all of it pass; does nothing while the clock goes by itself. */
    void moveClock(Duration by) {
        housing.clock().move(by);
    }

    private void commit(Commit commit) {
        if (aheadOfRecord && !store.driving()) {
            store.performUnrecorded();
            return;
        }
        if (!collecting) {
            kernel.breach().ifPresent(breach -> {
                throw new ContractBroken(breach);
            });
            store.record(commit, () -> kernel.documents());
        }
    }

    /** The record of a call could not be written, so the call must not have happened: back to what is recorded. */
    private HostException undo(RecordingFailed failed, FailedCall stage, String path) {
        goBack();
        return new HostException(failed.errno(), stage, path, "the machine's state cannot be written: " + failed.getMessage());
    }

    /** To what is recorded: the call that is under way has not happened. */
    private void goBack() {
        try {
            housing.gate().shutdown();                      // who waits inside the old kernel cannot go on in the new one
            store.reload();
            rebuild(kernel::loadedModule);
            housing.everythingTouched();
        } catch (IOException | UnusableFile unusable) {
            housing.report(3, "the machine's state cannot be read: " + unusable.getMessage());
        }
    }

    private void turnOver(BooleanSupplier stays, boolean powerGoes) throws HostException {
        housing.gate().<Void, HostException>enter(() -> {
            drive(FailedCall.POWER, "/");
            restart(stays, powerGoes);
            return null;
        });
    }

    /** The machine has booted all the same. */
    private void tellWhatIsMissing() throws HostException {
        for (MissingModule module : brokenAtBoot()) {
            throw new HostException(module.errno(), FailedCall.LOAD_MODULE, "/sys/module/" + module.name(), module.toString());
        }
    }

    private void restart(BooleanSupplier stays, boolean powerGoes) throws HostException {
        try {
            store.prepareRestart(stays, powerGoes);
            if (powerGoes) {
                store.forgetRam();
            }
            housing.gate().shutdown();
            bootNew();
            housing.everythingTouched();
            tellWhatIsMissing();
        } catch (UnusableFile unusable) {
            throw new HostException(Errno.EINVAL, FailedCall.POWER, "/", unusable.getMessage());
        } catch (IOException failure) {
            throw undo(new RecordingFailed(failure), FailedCall.POWER, "/");
        }
    }
}
