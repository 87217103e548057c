package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.kernel.testing.TreeDump;
import daxplane.machine.RogueModule.Conduct;
import daxplane.machine.host.SimulatedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver that breaks its contract gets an errno; the call has not happened; the machine goes on. */
class MisbehaviourTest {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final String DRIVER = "/sys/bus/dax/drivers/rogue/";
    private static final String BOUND = "/sys/bus/dax/devices/rogue0/driver";

    @TempDir
    private Path folder;
    private Path definition;
    private final ModuleRegistry shelf = new ModuleRegistry();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final List<Machine> open = new ArrayList<>();

    @BeforeEach
    void define() throws IOException {
        definition = Folders.counterDefinition(folder);
        Path properties = definition.resolve("machine.properties");
        Files.writeString(properties, Files.readString(properties).replace("modules = counter", "modules = rogue"));
    }

    @AfterEach
    void close() {
        letGo.countDown();
        open.forEach(Machine::close);
    }

    private Machine open(RogueModule module) throws Exception {
        shelf.offer(module);
        Machine machine = Machine.open(new MachineSettings(folder.resolve("machine"), Optional.of(definition), UUID::randomUUID, PATIENCE), shelf);
        open.add(machine);
        return machine;
    }

    /** Booted with a driver that is good, then another version comes. */
    private Machine unboundWith(RogueModule module) throws Exception {
        Machine machine = open(RogueModule.probing(Conduct.GOOD));
        write(machine, DRIVER + "unbind", "rogue0");
        shelf.offer(module);
        machine.arrived(module);
        return machine;
    }

    private static void write(Machine machine, String path, String value) throws HostException {
        new SimulatedHost(machine).attributes().write(path, value + "\n", Cancellation.NEVER);
    }

    private static SortedMap<String, String> tree(Machine machine) {
        return machine.look(kernel -> TreeDump.of(kernel.files(), "/sys/bus"));
    }

    private static List<String> messages(Machine machine) {
        return machine.look(_ -> machine.log().messages().stream().map(Object::toString).toList());
    }

    static List<Conduct> conducts() {
        return List.of((_, _) -> {
            throw new IllegalStateException("a bug");
        }, (_, _) -> {
            throw new NoClassDefFoundError("example/Missing");
        }, (device, kernel) -> endless(1), (device, kernel) -> {
            throw new OutOfMemoryError("asked for too much");
        });
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @ParameterizedTest
    @MethodSource("conducts")
    void whatAProbeThrowsIsAnErrnoAndLeavesNothing(Conduct conduct) throws Exception {
        Machine machine = unboundWith(RogueModule.probing(conduct));
        var before = tree(machine);
        Host host = new SimulatedHost(machine);

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, DRIVER + "bind", "rogue0"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EFAULT))
                .withMessageContaining("probe of rogue0 by rogue failed").withMessageContaining("undone");

        assertThat(tree(machine)).isEqualTo(before);
        assertThat(host.attributes().read("/proc/iomem")).doesNotContain("rogue0");
        machine.close();
        assertThat(tree(open(RogueModule.probing(Conduct.GOOD)))).as("another process").isEqualTo(before);
    }

    @Test
    void aProbeThatHangsIsGivenUpAndTheMachineGoesOn() throws Exception {
        Machine machine = unboundWith(RogueModule.probing(RogueModule.hanging(letGo)));
        var before = tree(machine);
        Host host = new SimulatedHost(machine);
        long mark = host.changes().mark();

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, DRIVER + "bind", "rogue0"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ETIMEDOUT))
                .withMessageContaining("probe of rogue0 by rogue did not return in 400 ms");

        assertThat(tree(machine)).isEqualTo(before);
        assertThat(host.attributes().read("/proc/iomem")).doesNotContain("rogue0");
        assertThat(host.changes().since(mark).complete()).as("everything is to be looked at").isFalse();
        shelf.offer(RogueModule.probing(Conduct.GOOD));
        machine.arrived(shelf.module("rogue").orElseThrow());
        write(machine, DRIVER + "bind", "rogue0");
        assertThat(host.attributes().kind(BOUND)).isEqualTo(Attributes.Kind.LINK);
    }

    /** A call that was given up wakes up later and goes on as if nothing had been. */
    @Test
    void whatAGivenUpProbeDoesLaterReachesNobody() throws Exception {
        var ended = new CountDownLatch(1);
        Machine machine = unboundWith(RogueModule.probing((device, kernel) -> {
            try {
                RogueModule.hanging(letGo).act(device, kernel);
                kernel.media().writeLabelArea(0, 0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            } finally {
                ended.countDown();
            }
        }));
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, DRIVER + "bind", "rogue0"));
        var before = tree(machine);

        letGo.countDown();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tree(machine)).isEqualTo(before);
        byte[] label = machine.look(kernel -> kernel.media().readLabelArea(0, 0, 8));
        assertThat(label).isEqualTo(new byte[8]);
    }

    @Test
    void aProbeThatStepsAlongIsNotGivenUp() throws Exception {
        Machine machine = unboundWith(RogueModule.probing((device, kernel) -> {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < 3 * PATIENCE.toNanos()) {
                kernel.devices().attach(device.bus().orElseThrow(), "rogue");           // asks about the other device
            }
        }));

        write(machine, DRIVER + "bind", "rogue0");

        assertThat(new SimulatedHost(machine).attributes().read("/proc/iomem")).contains("rogue0");
    }

    @Test
    void aThreadThatAProbeLeavesRunningIsStopped() throws Exception {
        var stopped = new CountDownLatch(1);
        Machine machine = unboundWith(RogueModule.probing((_, _) -> new Thread(() -> {
            try {
                letGo.await();
            } catch (InterruptedException told) {
                stopped.countDown();
            }
        }, "stray").start()));
        var before = tree(machine);

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, DRIVER + "bind", "rogue0"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EFAULT))
                .withMessageContaining("probe of rogue0 by rogue left a thread running: stray");

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tree(machine)).isEqualTo(before);
    }

    @Test
    void aRemovalThatThrowsHasNotHappened() throws Exception {
        Machine machine = open(new RogueModule(Conduct.GOOD, (_, _) -> {
            throw new IllegalStateException("does not let go");
        }, Conduct.GOOD));
        var before = tree(machine);

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, DRIVER + "unbind", "rogue0"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EFAULT)).withMessageContaining("does not let go");

        var failed = Effects.perform(new SimulatedHost(machine), new Effect.WriteAttribute(DRIVER + "unbind", "rogue0"), Cancellation.NEVER);
        assertThat(failed).isInstanceOfSatisfying(EffectResult.Failed.class, result -> assertThat(result.explanation())
                .as("for whoever performed it as an effect").hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("does not let go").endsWith("what this call did is undone")));
        assertThat(tree(machine)).isEqualTo(before);
        RogueModule better = RogueModule.probing(Conduct.GOOD);
        shelf.offer(better);
        machine.arrived(better);
        write(machine, DRIVER + "unbind", "rogue0");
        assertThat(new SimulatedHost(machine).attributes().read("/proc/iomem")).doesNotContain("rogue0");
    }

    @Test
    void anAttributeThatThrowsIsAnErrno() throws Exception {
        Machine machine = open(RogueModule.probing(Conduct.GOOD));

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> new SimulatedHost(machine).attributes().read(RogueModule.PARENT + "/rogue0/broken"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EFAULT));
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, RogueModule.PARENT + "/rogue0/broken", "x"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EFAULT));
    }

    /** A read holds nobody for ever, and the same code is not called again while its thread hangs. */
    @Test
    void anAttributeThatHangsIsGivenUpAndTheMachineGoesOn() throws Exception {
        shelf.strangers(code -> code.getName().contains("RogueModule"));
        Machine machine = open(RogueModule.showing(RogueModule.hanging(letGo)));
        var attributes = new SimulatedHost(machine).attributes();
        String silent = RogueModule.PARENT + "/rogue0/silent";

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> attributes.read(silent))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ETIMEDOUT))
                .withMessageContaining("reading " + silent + " did not return in 400 ms and was given up; its thread cannot be ended");
        long begun = System.nanoTime();
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> attributes.read(silent)).withMessageContaining("is not tried: an earlier call");
        assertThat(System.nanoTime() - begun).as("nobody waits again").isLessThan(PATIENCE.toNanos());
        assertThat(attributes.read("/proc/iomem")).contains("rogue0");
        write(machine, DRIVER + "unbind", "rogue0");

        letGo.countDown();
        assertThat(patiently(() -> attributes.read(silent))).as("it has returned, and is asked again").isEqualTo("rogue0\n");
    }

    @Test
    void aStoreThatHangsHasNotHappened() throws Exception {
        shelf.strangers(code -> code.getName().contains("RogueModule"));
        Machine machine = open(RogueModule.showing((device, kernel) -> {
            kernel.resources().release(RogueModule.RESERVED, device.name());
            RogueModule.hanging(letGo).act(device, kernel);
        }));

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(machine, RogueModule.PARENT + "/rogue0/deaf", "x"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ETIMEDOUT)).withMessageContaining("undone");

        assertThat(new SimulatedHost(machine).attributes().read("/proc/iomem")).contains("rogue0");
        write(machine, DRIVER + "unbind", "rogue0");
    }

    /** A store may wait; who waits is not silent, and keeps nobody out. */
    @Test
    void aStoreThatWaitsByTheKernelIsNotGivenUp() throws Exception {
        shelf.strangers(code -> code.getName().contains("RogueModule"));
        var come = new AtomicBoolean();
        Machine machine = open(RogueModule.showing((_, kernel) -> kernel.await(come::get, Cancellation.NEVER)));
        var attributes = new SimulatedHost(machine).attributes();
        var writing = new FutureTask<>(() -> {
            write(machine, RogueModule.PARENT + "/rogue0/deaf", "x");
            return "written";
        });
        var writer = new Thread(writing, "writer");
        writer.start();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 3 * PATIENCE.toNanos()) {
            attributes.read("/proc/iomem");
            assertThat(attributes.read("/sys/bus/dax/devices/rogue0/uevent")).as("the tree of who waits").isNotNull();
        }
        assertThat(writing.isDone()).isFalse();

        come.set(true);
        attributes.read("/proc/iomem");                 // whatever happens wakes who waits

        assertThat(writing.get(10, TimeUnit.SECONDS)).isEqualTo("written");
    }

    private interface Reading {
        String text() throws HostException;
    }

    /** Its thread ends when the scheduler lets it. */
    private static String patiently(Reading reading) throws HostException {
        while (true) {
            try {
                return reading.text();
            } catch (HostException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aMachineBootsWithADriverThatHangs() throws Exception {
        Machine machine = open(RogueModule.probing(RogueModule.hanging(letGo)));

        assertThat(new SimulatedHost(machine).attributes().kind(BOUND)).isEqualTo(Attributes.Kind.ABSENT);
        assertThat(messages(machine)).anyMatch(line -> line.contains("probe of rogue0 by rogue did not return"));
    }

    @ParameterizedTest
    @MethodSource("adoptions")
    void aVersionThatCanNotAdoptIsRefusedAndTheOldOneGoesOn(Conduct adopt, String why) throws Exception {
        Machine machine = open(RogueModule.probing(Conduct.GOOD));
        var before = tree(machine);
        RogueModule bad = new RogueModule(Conduct.GOOD, Conduct.GOOD, adopt == Conduct.GOOD ? RogueModule.hanging(letGo) : adopt);

        shelf.offer(bad);
        machine.arrived(bad);

        assertThat(machine.refusedModules().get("rogue")).contains("adoption of rogue0 by rogue").contains(why);
        assertThat(tree(machine)).isEqualTo(before);
        shelf.withdraw(bad);
        machine.left(bad);
        assertThat(machine.refusedModules()).isEmpty();
        write(machine, DRIVER + "unbind", "rogue0");
        assertThat(new SimulatedHost(machine).attributes().read("/proc/iomem")).doesNotContain("rogue0");
    }

    static List<Arguments> adoptions() {
        Conduct throwing = (_, _) -> {
            throw new LinkageError("built for another kernel");
        };
        return List.of(Arguments.of(throwing, "built for another kernel"),
                Arguments.of(Conduct.GOOD, "did not return"));
    }
}
