package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Performer;
import daxplane.conform.Step.Action;
import daxplane.fixtures.machine.Machines;
import daxplane.host.HostException;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * Random lives of random machines, and what docs/kernel/operations.md 10 says must hold after each step. A failure names the seed, which
 * makes the same machine live the same life: make it a test of its own.
 *
 * <p>Checked elsewhere: I7 and I20 by the control plane's tests of drift and replay, I14 by the tests of bad blocks, I19 by
 * {@code SectorStoreTest}. Leases (I12, I13), overwrite (I16), freezing (I17) and the record of wanted memory on media (I18) are
 * nothing that this machine has.
 */
class InvariantsTest {

    private static final int STEPS = 25;
    /** Enough that each kind of life comes up. */
    private static final int KNOWN_LIVES = 24;

    /** What a life has come to, so that what is checked is there to be checked. */
    private enum Reached {
        INTERLEAVED_NAMESPACE, SEVERAL_NAMESPACES, ADDED_MEMORY, ONLINE_MEMORY, LEAK
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void holdsInRandomLives(@ForAll long seed) throws Exception {
        live(seed);
    }

    @Test
    void holdsInKnownLivesAndTheseReachWhatIsChecked() throws Exception {
        Set<Reached> reached = EnumSet.noneOf(Reached.class);
        for (long seed = 0; seed < KNOWN_LIVES; seed++) {
            reached.addAll(live(seed));
        }
        assertThat(reached).containsExactlyInAnyOrder(Reached.values());
    }

    private static Set<Reached> live(long seed) throws Exception {
        Path state = Files.createTempDirectory("random-life");
        try {
            Random random = new Random(seed);
            RandomMachine kind = RandomMachine.of(random);
            kind.write(state.resolve("definition"));
            try (Machine machine = Machine.open(new MachineSettings(state.resolve("machine"), Optional.of(state.resolve("definition")),
                    () -> new UUID(random.nextLong(), random.nextLong())), Machines.allModules())) {
                return live(machine, kind, random, "seed " + seed + ", " + kind.text());
            }
        } finally {
            try (var files = Files.walk(state)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static Set<Reached> live(Machine machine, RandomMachine kind, Random random, String what) throws Exception {
        SimulatedHost host = new SimulatedHost(machine);
        Performer performer = new Performer(host, new Toolbox(), () -> new UUID(random.nextLong(), random.nextLong()));
        Sight sight = new Sight(host);
        MemoryInvariants memory = new MemoryInvariants(sight, new MemoryInvariants(sight, 0).total());
        List<Action> life = new ArrayList<>(RandomSteps.beginning(kind, random));
        List<String> done = new ArrayList<>();
        Set<Reached> reached = EnumSet.noneOf(Reached.class);
        for (int step = 0; step < STEPS; step++) {
            Action action = step < life.size() ? life.get(step) : new RandomSteps(random, host).next();
            done.add(action + " = " + performer.perform(action).map(Object::toString).orElse("nothing"));
            try {
                new NamespaceInvariants(sight).check();
                memory.check(machine.look(SimulatedKernel::leaks));
            } catch (AssertionError broken) {
                throw new AssertionError(what + "\n  " + String.join("\n  ", done) + "\n" + broken.getMessage(), broken);
            }
            note(sight, machine, reached);
        }
        return reached;
    }

    private static void note(Sight sight, Machine machine, Set<Reached> reached) throws HostException {
        for (String region : sight.names("/sys/bus/nd/devices", "region\\d+")) {
            String place = "/sys/bus/nd/devices/" + region;
            int spaces = 0;
            for (String namespace : sight.names(place, "namespace\\d+\\.\\d+")) {
                spaces += sight.number(place + "/" + namespace + "/size") > 0 ? 1 : 0;
            }
            add(reached, Reached.INTERLEAVED_NAMESPACE, spaces > 0 && sight.number(place + "/mappings") > 1);
            add(reached, Reached.SEVERAL_NAMESPACES, spaces > 1);
        }
        List<String> blocks = sight.names("/sys/devices/system/memory", "memory(3[2-9]|[4-9]\\d|\\d{3})");
        add(reached, Reached.ADDED_MEMORY, !blocks.isEmpty());
        for (String block : blocks) {
            add(reached, Reached.ONLINE_MEMORY, sight.text("/sys/devices/system/memory/" + block + "/state").equals("online"));
        }
        add(reached, Reached.LEAK, !machine.look(SimulatedKernel::leaks).isEmpty());
    }

    private static void add(Set<Reached> reached, Reached what, boolean now) {
        if (now) {
            reached.add(what);
        }
    }
}
