package daxplane.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Attributes.Kind;
import daxplane.host.Cancellation;
import daxplane.host.Changes.Touched;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Leak;
import daxplane.inventory.Zone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Acting on the two-socket machine, as root: dax0.0 is a devdax device with three usable memory blocks, 33 to 35, for node 2.
 * Each test leaves the machine as it was found, and fails if it cannot.
 */
public abstract class DaxHostContract extends HostContract {

    private static final String DEVICE = "dax0.0";
    private static final BlockRange BLOCKS = new BlockRange(33, 3);
    private static final int NODE = 2;

    private static final String DAX = "/sys/bus/dax/devices/" + DEVICE;
    private static final String DRIVERS = "/sys/bus/dax/drivers";
    private static final String MEMORY = "/sys/devices/system/memory";
    private static final String AUTO_ONLINE = MEMORY + "/auto_online_blocks";

    private SysfsReader reader;
    private Inventory found;

    @BeforeEach
    void lookAtTheMachineAndSwitchAutomaticOnliningOff() throws Exception {
        host().changes().settle(PATIENCE);
        reader = new SysfsReader(host().attributes());
        found = reader.look();
        assertThat(driver()).as("the tests need %s as a devdax device", DEVICE).contains("device_dax");
        write(AUTO_ONLINE, "offline\n");
        host().modules().load("kmem");
    }

    @AfterEach
    void leaveTheMachineAsItWasFound() throws Exception {
        if (driver().filter("kmem"::equals).isPresent()) {
            for (long block : BLOCKS.numbers().toArray()) {
                if (host().attributes().read(block(block) + "/state").equals("online\n")) {
                    write(block(block) + "/state", "offline\n");
                }
            }
            write(DRIVERS + "/kmem/unbind", DEVICE + "\n");
        }
        if (found.modules().contains("kmem")) {
            host().modules().load("kmem");
            write(DRIVERS + "/kmem/remove_id", DEVICE + "\n"); // it stays loaded, and so would the id
        }
        host().modules().load("device_dax");
        write(DRIVERS + "/device_dax/remove_id", DEVICE + "\n");
        if (driver().isEmpty()) {
            write(DRIVERS + "/device_dax/bind", DEVICE + "\n");
        }
        write(AUTO_ONLINE, found.policy().autoOnline() + "\n");
        if (!found.modules().contains("kmem")) {
            host().modules().load("kmem");
            host().modules().unload("kmem");
        }
        assertThat(Difference.between(found, reader.look())).as("left behind").isEmpty();
    }

    /** A table says its own length, in the bytes behind its signature. */
    @Test
    void readsTheFirmwaresTablesByteByByte() throws Exception {
        for (String signature : List.of("NFIT", "SRAT", "HMAT")) {
            byte[] table = host().attributes().readBytes("/sys/firmware/acpi/tables/" + signature);

            assertThat(new String(table, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo(signature);
            assertThat(ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getInt(4)).isEqualTo(table.length);
        }
    }

    @Test
    void unbindingTakesTheDriverAndItsReservationAway() throws Exception {
        assertThat(write(DRIVERS + "/device_dax/unbind", DEVICE + "\n")).isEqualTo(7);

        assertThat(driver()).isEmpty();
        assertThat(host().attributes().kind(DRIVERS + "/device_dax/" + DEVICE)).isEqualTo(Kind.ABSENT);
        assertThat(reservations()).isEmpty();
        refused(DRIVERS + "/device_dax/unbind", DEVICE + "\n", Errno.ENODEV);
    }

    @Test
    void bindingAnswersAsTheKernelDoes() throws Exception {
        refused(DRIVERS + "/device_dax/bind", DEVICE + "\n", Errno.EBUSY);
        refused(DRIVERS + "/device_dax/bind", "dax9.9\n", Errno.ENODEV);
        refused(DRIVERS + "/device_dax/bind", "nonsense\n", Errno.ENODEV);
        refused(DRIVERS + "/kmem/unbind", DEVICE + "\n", Errno.ENODEV);
        write(DRIVERS + "/device_dax/unbind", DEVICE + "\n");

        refused(DRIVERS + "/kmem/bind", DEVICE + "\n", Errno.ENODEV); // kmem takes persistent memory by its id only
        write(DRIVERS + "/device_dax/bind", DEVICE + "\n");

        assertThat(driver()).contains("device_dax");
        assertThat(host().attributes().kind(DRIVERS + "/device_dax/" + DEVICE)).isEqualTo(Kind.LINK);
        assertThat(host().attributes().realPath(DRIVERS + "/device_dax/" + DEVICE)).isEqualTo(host().attributes().realPath(DAX));
    }

    @Test
    void aNewIdBindsAnUnboundDeviceAtOnce() throws Exception {
        plug();

        assertThat(driver()).contains("kmem");
        refused(DRIVERS + "/kmem/bind", DEVICE + "\n", Errno.EBUSY);
        refused(DRIVERS + "/device_dax/bind", DEVICE + "\n", Errno.EBUSY);
        var picture = reader.look();
        assertThat(picture.blocksIn(BLOCKS)).hasSize(3).allSatisfy((number, block) -> {
            assertThat(block.online()).isFalse();
            assertThat(block.node()).hasValue(NODE);
        });
        assertThat(picture.nodes()).containsKey(NODE);
        assertThat(reservations()).containsExactly("1 " + DEVICE + " 0x108000000-0x11fffffff", "2 System RAM (kmem) 0x108000000-0x11fffffff");
        assertThat(Leak.in(picture)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" dax0.0\n", "dax0.0 \n", "dax00.00\n", "dax0.0x\n", "DAX0.0\n", "dax0\n", "dax0.0\n\n"})
    void refusesIdsThatAreNotSpelledAsTheKernelSpellsThem(String id) throws Exception {
        refused(DRIVERS + "/kmem/new_id", id, Errno.EINVAL);
        refused(DRIVERS + "/kmem/remove_id", id, Errno.EINVAL);
    }

    /** With newline, without, and with the NUL that the tools write: all of it counts as written. */
    @ParameterizedTest
    @ValueSource(strings = {"dax0.0\n", "dax0.0", "dax0.0\0"})
    void aValueMayEndInANewlineOrANul(String value) throws Exception {
        assertThat(write(DRIVERS + "/device_dax/unbind", value)).isEqualTo(value.length());
        assertThat(write(DRIVERS + "/kmem/new_id", value)).isEqualTo(value.length());
        assertThat(driver()).contains("kmem");
        assertThat(write(DRIVERS + "/kmem/unbind", value)).isEqualTo(value.length());
        assertThat(write(DRIVERS + "/kmem/remove_id", value)).isEqualTo(value.length());
    }

    @Test
    void anEmptyWriteSucceedsAndDoesNothing() throws Exception {
        assertThat(write(DRIVERS + "/kmem/new_id", "")).isZero();
        assertThat(driver()).contains("device_dax");
    }

    @Test
    void removingAnIdNeverFailsNorUnbinds() throws Exception {
        write(DRIVERS + "/kmem/remove_id", "dax9.9\n");
        plug();
        write(DRIVERS + "/kmem/remove_id", DEVICE + "\n");

        assertThat(driver()).contains("kmem");
    }

    @Test
    void idsDieWithTheirModule() throws Exception {
        write(DRIVERS + "/kmem/new_id", DEVICE + "\n");
        host().modules().load("kmem"); // loading a loaded module changes nothing
        write(DRIVERS + "/device_dax/unbind", DEVICE + "\n");
        write(DRIVERS + "/kmem/bind", DEVICE + "\n");
        host().modules().unload("kmem");

        assertThat(host().attributes().kind(DRIVERS + "/kmem")).isEqualTo(Kind.ABSENT);
        assertThat(driver()).isEmpty();
        Failure.of(() -> write(DRIVERS + "/kmem/bind", DEVICE + "\n"), Errno.ENOENT, FailedCall.OPEN);
        host().modules().load("kmem");
        refused(DRIVERS + "/kmem/bind", DEVICE + "\n", Errno.ENODEV);
    }

    @Test
    void accessRightsHoldForRootToo() throws Exception {
        var attributes = host().attributes();

        Failure.of(() -> attributes.read(DRIVERS + "/kmem/new_id"), Errno.EACCES, FailedCall.OPEN);
        Failure.of(() -> write(DAX + "/size", "0\n"), Errno.EACCES, FailedCall.OPEN);
        Failure.of(() -> write(MEMORY + "/memory0", "x\n"), Errno.EISDIR, FailedCall.OPEN);
        Failure.of(() -> attributes.read("/sys/bus/nd/devices/namespace0.4/resource"), Errno.ENXIO, FailedCall.READ);
    }

    @Test
    void blocksGoOnlineAndOfflineOnce() throws Exception {
        plug();
        String state = block(33) + "/state";

        refused(state, "offline\n", Errno.EINVAL);
        refused(state, "sideways\n", Errno.EINVAL);
        assertThat(write(state, "online_movable\n")).isEqualTo(15);
        assertThat(host().attributes().read(state)).isEqualTo("online\n");
        refused(state, "online_movable\n", Errno.EINVAL);
        refused(state, "online_kernel\n", Errno.EINVAL);

        var picture = reader.look();
        assertThat(picture.blocks().get(33L).zone()).contains(Zone.MOVABLE);
        assertThat(picture.memTotalKib()).isEqualTo(found.memTotalKib() + 128 * 1024);
        assertThat(picture.nodes().get(NODE).hasMemory()).isTrue();
        assertThat(write(state, "offline\n")).isEqualTo(8);
        assertThat(reader.look().memTotalKib()).isEqualTo(found.memTotalKib());
        assertThat(reader.look().nodes().get(NODE).hasMemory()).isFalse();
    }

    @Test
    void theAutomaticOnliningPolicyTakesFourWords() throws Exception {
        for (String policy : List.of("online", "online_kernel", "online_movable", "offline")) {
            write(AUTO_ONLINE, policy + "\n");
            assertThat(host().attributes().read(AUTO_ONLINE)).isEqualTo(policy + "\n");
        }
        refused(AUTO_ONLINE, "sometimes\n", Errno.EINVAL);
        assertThat(host().attributes().read(AUTO_ONLINE)).isEqualTo("offline\n");
    }

    @Test
    void automaticOnliningHappensWithinTheBind() throws Exception {
        write(AUTO_ONLINE, "online_movable\n");
        plug();

        assertThat(reader.look().blocksIn(BLOCKS).values()).allMatch(block -> block.zone().equals(Optional.of(Zone.MOVABLE)));
    }

    /** The way there and back. After each step a look at what was touched is as good as a full look, and the facts tell the step. */
    @Test
    void tellsWhatEachStepTouched() throws Exception {
        assertThat(step(DRIVERS + "/device_dax/unbind", DEVICE + "\n")).contains(new Fact.DriverUnbound(DEVICE, "device_dax"));
        assertThat(step(DRIVERS + "/kmem/new_id", DEVICE + "\n"))
                .contains(new Fact.BlocksAdded(BLOCKS, NODE), new Fact.DriverBound(DEVICE, "kmem"));
        assertThat(step(block(33) + "/state", "online_movable\n")).contains(new Fact.BlocksOnlined(new BlockRange(33, 1), Zone.MOVABLE));
        assertThat(step(block(34) + "/state", "online_movable\n")).contains(new Fact.BlocksOnlined(new BlockRange(34, 1), Zone.MOVABLE));
        assertThat(step(block(34) + "/state", "offline\n")).contains(new Fact.BlocksOfflined(new BlockRange(34, 1)));
        assertThat(step(block(33) + "/state", "offline\n")).contains(new Fact.BlocksOfflined(new BlockRange(33, 1)));
        assertThat(step(DRIVERS + "/kmem/unbind", DEVICE + "\n"))
                .contains(new Fact.BlocksRemoved(BLOCKS), new Fact.DriverUnbound(DEVICE, "kmem"), new Fact.NodeGone(NODE));
        assertThat(step(DRIVERS + "/kmem/remove_id", DEVICE + "\n")).isEmpty();
        assertThat(step(DRIVERS + "/device_dax/bind", DEVICE + "\n")).contains(new Fact.DriverBound(DEVICE, "device_dax"));
        assertThat(step(AUTO_ONLINE, "online\n")).hasOnlyElementsOfType(Fact.PolicySeen.class).hasSize(1);
    }

    private List<Fact> step(String path, String value) throws Exception {
        var before = reader.look();
        long mark = host().changes().mark();
        write(path, value);
        host().changes().settle(PATIENCE);
        var touched = host().changes().since(mark);
        var full = reader.look(before, new Touched(Collections.emptySortedSet(), false));

        assertThat(reader.look(before, touched)).as("echo %s > %s touched %s", value.strip(), path, touched).isEqualTo(full);
        return Difference.between(before, full);
    }

    @Test
    void labelAreasHaveBoundsAndAreGuardedWhileInUse() throws Exception {
        var labels = host().labelAreas();
        byte[] index = labels.read("nmem0", 0, 256);

        assertThat(labels.size("nmem0").areaBytes()).isEqualTo(128 << 10);
        assertThat(new String(index, 0, 15, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("NAMESPACE_INDEX");
        assertThat(labels.read("nmem0", 0, 128 << 10)).hasSize(128 << 10).startsWith(index);
        Failure.of(() -> labels.read("nmem0", 128 << 10, 1), Errno.EINVAL, FailedCall.IOCTL);
        Failure.of(() -> labels.read("nmem0", (128 << 10) - 1, 2), Errno.EINVAL, FailedCall.IOCTL);
        Failure.of(() -> labels.write("nmem0", 0, index), Errno.EBUSY, FailedCall.IOCTL);
        Failure.of(() -> labels.size("nmem2"), Errno.ENOTTY, FailedCall.IOCTL);
    }

    @Test
    void blockMediaAreOpenedExclusivelyAndHaveBounds() throws Exception {
        var media = host().blockMedia();
        try (var scratch = media.openExclusive("pmem0.3")) {
            assertThat(scratch.bytes()).isEqualTo(32 << 20);
            byte[] before = scratch.read(4096, 4096);
            scratch.write(4096, before);
            assertThat(scratch.read(4096, 4096)).isEqualTo(before);
            Failure.of(() -> media.openExclusive("pmem0.3"), Errno.EBUSY, FailedCall.OPEN);
            Failure.of(() -> scratch.read(1, 512), Errno.EINVAL, FailedCall.READ);
            Failure.of(() -> scratch.read(32 << 20, 512), Errno.EINVAL, FailedCall.READ);
        }
        media.openExclusive("pmem0.3").close();
    }

    private void plug() throws Exception {
        write(DRIVERS + "/device_dax/unbind", DEVICE + "\n");
        write(DRIVERS + "/kmem/new_id", DEVICE + "\n");
    }

    private int write(String path, String value) throws HostException, Exception {
        return host().attributes().write(path, value, Cancellation.NEVER);
    }

    private void refused(String path, String value, Errno errno) throws Exception {
        assertThat(Effects.perform(host(), new Effect.WriteAttribute(path, value), Cancellation.NEVER))
                .as("echo %s > %s", value.strip(), path).isEqualTo(new EffectResult.Failed(errno, FailedCall.WRITE));
    }

    private Optional<String> driver() throws Exception {
        if (host().attributes().kind(DAX + "/driver") == Kind.ABSENT) {
            return Optional.empty();
        }
        String target = host().attributes().readLink(DAX + "/driver");
        return Optional.of(target.substring(target.lastIndexOf('/') + 1));
    }

    /** What /proc/iomem says about the range of the device: depth, owner, range. */
    private List<String> reservations() throws Exception {
        var ranges = found.daxDevices().get(DEVICE).ranges();
        return reader.look().reservations().stream().filter(line -> line.depth() > 0 && ranges.stream().anyMatch(line.range()::overlaps))
                .map(line -> line.depth() + " " + line.owner() + " " + line.range()).toList();
    }

    private static String block(long number) {
        return MEMORY + "/memory" + number;
    }
}
