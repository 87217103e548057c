package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.inventory.Inventory;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces and devices of dax regions are created, destroyed and resized by plans, which ask before contents go, and are taken back. */
class ShapeTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));

    @TempDir
    private Path place;
    private SimulatedHost machine;
    private LocalControlPlane control;

    private void open(Path definition) throws Exception {
        machine = Machines.open(place.resolve("state"), definition);
        control = on(machine);
        control.start();
    }

    private void namespaces() throws Exception {
        open(Machines.TWO_SOCKET);
    }

    /** Soft-reserved memory: dax0.0 has all 1 GiB of its region. */
    private void dividable() throws Exception {
        open(RecordedCases.machine(place, "hmem-basic"));
    }

    private LocalControlPlane on(Host host) {
        return new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(place.resolve("state"), new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    @ParameterizedTest
    @CsvSource({"region0:64M, fsdax", "region0:64M, raw", "region0:32M, sector", "region2:128M, devdax", "region2, system-ram"})
    void aNamespaceIsMadeOfFreeSpaceAndUnmade(String space, String mode) throws Exception {
        namespaces();
        var before = shape();
        var done = done(perform(space, new Adjustment.Created(mode), Options.NONE));
        assertThat(shape()).isNotEqualTo(before);
        assertThat(done.plan().capacity()).isPresent();
        assertThat(control.drift().rows()).isEmpty();
        undone(done, before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.1", "log", "namespace0.3", "dax0.0", "dax2.0"})
    void whatIsDestroyedIsBroughtBack(String object) throws Exception {
        namespaces();
        var before = shape();
        var refused = refusal(perform(object, new Adjustment.Destroyed(), Options.NONE));
        assertThat(refused.code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
        assertThat(refused.remedy()).startsWith("destroy " + object + " --discard-contents ");
        assertThat(shape()).isEqualTo(before);
        var done = done(perform(object, new Adjustment.Destroyed(), DISCARD));
        assertThat(shape().size()).isLessThan(before.size());
        assertThat(control.drift().rows()).isEmpty();
        undone(done, before);
    }

    @Test
    void memoryThatTheKernelUsesIsTakenBackBeforeItIsDestroyed() throws Exception {
        namespaces();
        done(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT));
        done(perform("dax0.0", new Adjustment.Destroyed(), DISCARD));
        assertThat(look().daxDevices()).doesNotContainKey("dax0.0");
        assertThat(look().memTotalKib()).isEqualTo(control.pictureAt(1).inventory().memTotalKib());
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.1", "namespace0.3"})
    void whatIsMountedIsNeitherDestroyedNorResized(String object) throws Exception {
        namespaces();
        String disk = look().namespaces().get(object).blockDevice().orElseThrow();
        machine.faults().hold(disk, new Holder(Kind.MOUNTED, 0, "/mnt/data"));
        var before = shape();
        for (var adjustment : List.of(new Adjustment.Destroyed(), new Adjustment.Resized(ByteSize.ofMebibytes(16)))) {
            assertThat(refusal(perform(object, adjustment, DISCARD)).errno()).isEqualTo(Errno.EBUSY);
            assertThat(shape()).isEqualTo(before);
        }
    }

    /** Free space of region0 begins behind namespace0.3, so that one can grow where it is. */
    @ParameterizedTest
    @CsvSource({"namespace0.3, 64, true", "namespace0.3, 16, false", "namespace0.1, 128, false", "namespace0.1, 512, false", "namespace0.2, 96, false", "dax2.0, 512, false"})
    void aNamespaceGetsAnotherSize(String object, long mebibytes, boolean contentsStay) throws Exception {
        namespaces();
        var before = shape();
        var was = look().namespaces().get(object.replace("dax", "namespace"));
        var resized = new Adjustment.Resized(ByteSize.ofMebibytes(mebibytes));
        if (!contentsStay) {
            assertThat(refusal(perform(object, resized, Options.NONE)).code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
            assertThat(shape()).isEqualTo(before);
        }
        var done = done(perform(object, resized, contentsStay ? Options.NONE : DISCARD));
        assertThat(look().namespaces().values()).as("it stays the same one").filteredOn(now -> now.uuid().equals(was.uuid())).singleElement()
                .satisfies(now -> assertThat(List.of(now.bytes(), now.mode(), now.altName())).isEqualTo(List.of(mebibytes << 20, was.mode(), was.altName())));
        assertThat(control.drift().rows()).isEmpty();
        undone(done, before);
    }

    @Test
    void refusesSizesThatMakeNoSense() throws Exception {
        namespaces();
        assertThat(refusal(perform("namespace0.3", new Adjustment.Resized(ByteSize.ZERO), DISCARD)).remedy()).startsWith("destroy namespace0.3 ");
        assertThat(refusal(perform("namespace1.0", new Adjustment.Resized(ByteSize.ofMebibytes(64)), DISCARD)).code()).isEqualTo(RefusalCode.NO_LABELS);
        assertThat(refusal(perform("namespace0.3", new Adjustment.Resized(ByteSize.ofMebibytes(1 << 20)), DISCARD)).errno()).isEqualTo(Errno.ENOSPC);
        assertThat(refusal(perform("namespace0.3", new Adjustment.Resized(new ByteSize(33_333_333)), DISCARD)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(done(perform("namespace0.3", new Adjustment.Resized(ByteSize.ofMebibytes(32)), Options.NONE)).plan().steps()).isEmpty();
    }

    @Test
    void refusesToMakeWhatThereIsNoRoomFor() throws Exception {
        namespaces();
        assertThat(refusal(perform("region0:1T", new Adjustment.Created("raw"), Options.NONE)).errno()).isEqualTo(Errno.ENOSPC);
        assertThat(refusal(perform("region9:64M", new Adjustment.Created("raw"), Options.NONE)).code()).isEqualTo(RefusalCode.NO_SUCH_OBJECT);
        assertThat(refusal(perform("namespace0.1", new Adjustment.Created("raw"), Options.NONE)).remedy()).contains("region0:256M");
        assertThat(refusal(perform("region0:64M", new Adjustment.Created("nosuch"), Options.NONE)).code()).isEqualTo(RefusalCode.NO_SUCH_MODE);
    }

    @Test
    void aRegionIsDividedAndMadeOneAgain() throws Exception {
        dividable();
        var before = shape();
        long half = look().daxDevices().get("dax0.0").bytes() / 2;
        assertThat(refusal(perform("dax0:64M", new Adjustment.Created("devdax"), Options.NONE)).rule()).isEqualTo("0 B is free in dax region 0");
        assertThat(refusal(perform("dax0.0", new Adjustment.Resized(new ByteSize(half)), Options.NONE)).code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
        var shrunk = done(perform("dax0.0", new Adjustment.Resized(new ByteSize(half)), DISCARD));
        assertThat(look().daxDevices().get("dax0.0").bytes()).isEqualTo(half);
        var halved = shape();
        var made = done(perform("dax0:128M", new Adjustment.Created("devdax"), Options.NONE));
        assertThat(look().daxDevices().get("dax0.1").driver()).contains("device_dax");
        var divided = shape();
        var destroyed = done(perform("dax0.1", new Adjustment.Destroyed(), DISCARD));
        assertThat(look().daxDevices()).doesNotContainKey("dax0.1");
        assertThat(control.drift().rows()).isEmpty();
        undone(destroyed, divided);
        undone(made, halved);
        undone(shrunk, before);
    }

    @Test
    void aDeviceThatIsMadeBecomesRam() throws Exception {
        dividable();
        done(perform("dax0.0", new Adjustment.Resized(ByteSize.ofMebibytes(256)), DISCARD));
        var made = done(control.execute(new Command.Assign("dax0:256M", "system-ram", Options.of(Map.of("allow-cpu-node", ""))), ROOT));
        assertThat(look().daxDevices().get("dax0.1").driver()).contains("kmem");
        assertThat(made.plan().capacity().orElseThrow().ram()).isPresent();
    }

    @Test
    void theDeviceWithNumberZeroStaysEmptyAndComesBack() throws Exception {
        dividable();
        var before = shape();
        var destroyed = done(perform("dax0.0", new Adjustment.Destroyed(), DISCARD));
        assertThat(look().daxDevices().get("dax0.0").bytes()).isZero();
        undone(destroyed, before);
    }

    @ParameterizedTest
    @CsvSource({"region0:64M, create fsdax", "namespace0.1, destroy", "scratch, resize 64", "scratch, resize 16", "data, resize 128", "pool, resize 512"})
    void settlesNamespacesWhateverDiedAroundAnEffect(String object, String what) throws Exception {
        namespaces();
        diesEverywhere(object, what);
    }

    @ParameterizedTest
    @CsvSource({"dax0.0, resize 256", "dax0.0, destroy", "dax0:128M, create devdax"})
    void settlesDevicesWhateverDiedAroundAnEffect(String object, String what) throws Exception {
        dividable();
        if (what.startsWith("create")) {
            done(perform("dax0.0", new Adjustment.Resized(ByteSize.ofMebibytes(256)), DISCARD));
        }
        diesEverywhere(object, what);
    }

    /** Afterwards all of it was done, or nothing. */
    private void diesEverywhere(String object, String what) throws Exception {
        var before = shape();
        var words = what.split(" ");
        var adjustment = switch (words[0]) {
            case "create" -> new Adjustment.Created(words[1]);
            case "resize" -> new Adjustment.Resized(ByteSize.ofMebibytes(Long.parseLong(words[1])));
            default -> new Adjustment.Destroyed();
        };
        boolean completed = false;
        for (int point = 0; !completed; point++) {
            control.close();
            boolean died = false;
            try (var doomed = on(DyingHost.at(machine, point))) {
                doomed.execute(new Command.Adjust(object, adjustment, DISCARD), ROOT);
            } catch (DyingHost.Died _) {
                died = true;
            }
            control = on(machine);
            control.start();
            assertThat(control.drift().rows()).as("point %d", point).isEmpty();
            assertThat(control.journal().verify().damage()).isEmpty();
            if (died && adjustment instanceof Adjustment.Destroyed && !shape().equals(before)) {
                assertThat(shape().size()).as("point %d", point).isEqualTo(before.size() - 1);
                return;
            }
            if (died) {
                assertThat(shape()).as("point %d", point).isEqualTo(before);
            } else {
                assertThat(shape()).isNotEqualTo(before);
                completed = true;
            }
        }
    }

    private void undone(Outcome.Done done, Map<String, String> before) throws Exception {
        done(control.execute(new Command.Undo(done.operation(), DISCARD), ROOT));
        assertThat(shape()).isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
        assertThat(control.journal().verify().damage()).isEmpty();
    }

    private Outcome perform(String object, Adjustment adjustment, Options options) {
        return control.execute(new Command.Adjust(object, adjustment, options), ROOT);
    }

    private static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    private Inventory look() throws Exception {
        return new SysfsReader(machine.attributes()).look();
    }

    /** What there is, where it lies and who has it. */
    private Map<String, String> shape() throws Exception {
        var shape = new TreeMap<String, String>();
        look().namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).forEach(namespace -> shape.put("at " + namespace.start().getAsLong(),
                List.of(namespace.bytes(), namespace.mode(), namespace.enabled(), namespace.altName(), namespace.uuid()).toString()));
        look().daxDevices().values().stream().filter(device -> device.namespace().isEmpty() && device.bytes() != 0).map(DaxDevice.class::cast).forEach(device ->
                shape.put(device.name(), List.of(device.ranges(), device.driver()).toString()));
        return shape;
    }
}
