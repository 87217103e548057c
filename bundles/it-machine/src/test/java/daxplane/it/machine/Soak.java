package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Performer;
import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Inventory;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The life of a random machine under the control plane: operations of every kind, a medium that fails or somebody else's act in one
 * of ten, a death of the process in one of a hundred. After each of them the kernel's invariants hold, the journal replays to the
 * machine as it is, what was refused changed nothing, what was taken back is back, and what is wanted is what is there unless
 * somebody else, or a boot, changed it. The same seed lives the same life.
 */
final class Soak implements AutoCloseable {

    /** What came up, so that what is checked is there to be checked. */
    enum Met {
        DONE, REFUSED, TAKEN_BACK, LEFT_BEHIND, FAULT, SOMEBODY_ELSE, DEATH, SETTLED_FORWARD, SETTLED_BACK, BOOT, UNDONE, RECOVERED
    }

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    /** Nothing on the simulated machine waits, and no clock decides. */
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final int MOST_MOMENTS = 40;
    private static final int MOST_RECORDS = 40;

    private final Random random;
    private final String what;
    private final Machine machine;
    private final SimulatedHost host;
    private final DyingStore store = new DyingStore();
    private final Map<Met, Integer> met = new EnumMap<>(Met.class);
    private final List<String> done = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();
    private final MemoryInvariants memory;
    private LocalControlPlane control;
    /** Somebody else's acts, or a boot, may have left something else than what is wanted. */
    private boolean mayDeviate;

    Soak(Path folder, long seed) throws Exception {
        random = new Random(seed);
        RandomMachine kind = RandomMachine.of(random);
        what = "seed " + seed + ", " + kind.text();
        kind.write(folder.resolve("definition"));
        machine = Machine.open(new MachineSettings(folder.resolve("machine"), Optional.of(folder.resolve("definition")),
                () -> new UUID(random.nextLong(), random.nextLong())), Machines.allModules());
        host = new SimulatedHost(machine);
        var performer = new Performer(host, new Toolbox(), () -> new UUID(random.nextLong(), random.nextLong()));
        memory = new MemoryInvariants(new Sight(host), new MemoryInvariants(new Sight(host), 0).total());
        RandomSteps.beginning(kind, random).forEach(performer::perform);
        start();
    }

    Map<Met, Integer> met() {
        return met;
    }

    /** One more operation. */
    void step() throws Exception {
        try {
            Inventory before = look();
            if (random.nextInt(8) == 0) {
                somebodyElse(new RandomCommands(random, before, operations));
            }
            operate();
        } catch (RuntimeException | Error broken) {
            throw new AssertionError(what + "\n  " + String.join("\n  ", done) + "\n  " + lastRecords() + "\n" + broken, broken);
        }
    }

    /** Of the last operation, so that the report of a life that cannot be lived again says enough. */
    private String lastRecords() throws Exception {
        var records = new ArrayList<String>();
        long head = store.read().head();
        store.read().read(Math.max(1, head - MOST_RECORDS), head, stored -> records.add(stored.revision() + " " + stored.event()));
        return String.join("\n  ", records);
    }

    private void somebodyElse(RandomCommands acts) throws Exception {
        var effect = acts.effect();
        done.add("somebody else: " + effect.typed());
        try {
            host.attributes().write(effect.path(), effect.value(), Cancellation.NEVER);
            mayDeviate = true;
            note(Met.SOMEBODY_ELSE);
        } catch (HostException refused) {
            done.add("  " + refused.errno());
        }
        control.drift();
    }

    private void operate() throws Exception {
        Inventory before = look();
        var shape = Shape.of(before);
        Command command = new RandomCommands(random, before, operations).next();
        done.add(command.typed());
        mayDeviate |= command instanceof Command.Power;
        if (command instanceof Command.Power) {
            note(Met.BOOT);
        }
        int die = random.nextInt(100);
        Optional<Outcome> outcome = die == 0 ? dies(command) : die < 11 ? fails(command) : Optional.of(control.execute(command, ROOT));
        done.add("  " + outcome.map(Soak::text).orElse("died"));
        invariants();
        outcome.ifPresent(ended -> judge(ended, command, before, shape));
        if (outcome.isEmpty()) {
            boolean back = Shape.of(look()).equals(shape);
            note(back ? Met.SETTLED_BACK : Met.SETTLED_FORWARD);
            invariants();
        }
        wantedIsThere();
        replayIsTrue();
    }

    /** Holds the outcome against the machine. */
    private void judge(Outcome outcome, Command command, Inventory before, Map<String, String> shape) {
        switch (outcome) {
            case Outcome.Refused _ -> {
                note(Met.REFUSED);
                assertThat(seen()).as("what was refused changes nothing").isEqualTo(before);
            }
            case Outcome.Failed failed when failed.leftBehind().isEmpty() && !(command instanceof Command.Perform) -> {
                note(Met.TAKEN_BACK);
                assertThat(Shape.of(seen())).as("what was taken back is back").isEqualTo(shape);
            }
            case Outcome.Failed failed -> {
                note(Met.LEFT_BEHIND);
                mayDeviate = true;
                if (!(command instanceof Command.Perform)) {
                    assertThat(failed.leftBehind()).as("what stays is what a step announced").anyMatch(left -> left.contains(" cannot be taken back: "));
                    assertThat(failed.remedy()).isNotEmpty();
                }
            }
            case Outcome.Done ended -> {
                note(Met.DONE);
                if (!ended.operation().isEmpty()) {
                    operations.add(ended.operation());
                }
                switch (command) {
                    case Command.Undo _ -> note(Met.UNDONE);
                    case Command.Recover(var device, var _) -> {
                        note(Met.RECOVERED);
                        mayDeviate &= device.isPresent();
                    }
                    default -> { }
                }
            }
            case Outcome.InDoubt(var operation, var why) -> throw new AssertionError(operation + " is in doubt: " + why);
            case Outcome.Repeated _, Outcome.Partly _ -> throw new AssertionError("nothing is repeated here, nor are several asked for");
        }
    }

    private Optional<Outcome> dies(Command command) throws Exception {
        control.close();
        var doomed = DyingHost.at(host, random.nextInt(MOST_MOMENTS));
        try {
            control = on(doomed);
            store.moment(doomed::die);
            return Optional.of(control.execute(command, ROOT));
        } catch (DyingHost.Died _) {
            note(Met.DEATH);
            return Optional.empty();
        } finally {
            store.writerDied();
            start();
        }
    }

    private Optional<Outcome> fails(Command command) throws Exception {
        control.close();
        var faulty = DyingHost.failingAt(host, random.nextInt(MOST_MOMENTS / 4), random.nextBoolean() ? Errno.EBUSY : Errno.EIO);
        control = on(faulty);
        var outcome = control.execute(command, ROOT);
        if (faulty.met()) {
            note(Met.FAULT);
            done.add("  an effect failed");
        }
        control.close();
        start();
        return Optional.of(outcome);
    }

    private LocalControlPlane on(Host driven) throws Exception {
        var opened = new LocalControlPlane(driven, new SysfsReader(host.attributes()), store, () -> MODES, LIMITS, System::nanoTime);
        opened.start();
        return opened;
    }

    private void start() throws Exception {
        control = on(host);
    }

    private void invariants() throws HostException {
        new NamespaceInvariants(new Sight(host)).check();
        memory.check(machine.look(SimulatedKernel::leaks));
    }

    /** Now and then what deviates is accepted, so that a life does not go on without this rule. */
    private void wantedIsThere() throws Exception {
        if (mayDeviate && random.nextInt(4) == 0) {
            assertThat(control.execute(new Command.Accept(Optional.empty()), ROOT)).isInstanceOf(Outcome.Done.class);
            done.add("accept");
            mayDeviate = false;
        }
        if (!mayDeviate) {
            assertThat(control.drift().rows()).as("what is wanted is there").isEmpty();
        }
    }

    /** I20, of what a reader of the machine can see. */
    private void replayIsTrue() throws Exception {
        Inventory seen = look();
        Inventory replayed = control.pictureAt(store.read().head()).inventory();
        assertThat(replayed.namespaces()).as("I20: namespaces").isEqualTo(seen.namespaces());
        assertThat(replayed.daxDevices()).as("I20: dax devices").isEqualTo(seen.daxDevices());
        assertThat(replayed.regions()).as("I20: regions").isEqualTo(seen.regions());
        assertThat(replayed.blocks()).as("I20: memory blocks").isEqualTo(seen.blocks());
    }

    private Inventory look() throws HostException {
        return new SysfsReader(host.attributes()).look();
    }

    private Inventory seen() {
        try {
            return look();
        } catch (HostException unseen) {
            throw new AssertionError(unseen);
        }
    }

    private void note(Met kind) {
        met.merge(kind, 1, Integer::sum);
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var operation, var plan, var _) -> "done " + operation + ", " + plan.steps().size() + " steps";
            case Outcome.Refused(var refusal) -> "refused: " + refusal.rule();
            case Outcome.Failed(var operation, var _, var errno, var why, var left, var _, var _) -> operation + " failed: " + errno + ", " + why + "; left " + left;
            default -> outcome.toString();
        };
    }

    @Override
    public void close() {
        store.writerDied();
        control.close();
        machine.close();
    }
}
