package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Policy;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Event;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Errno;
import daxplane.host.platform.Platform;
import daxplane.host.platform.SideCache;
import daxplane.host.platform.Technology;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.ByteSize;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A DIMM becomes RAM when it is meant for that, or when somebody says that he knows what he does, or not at all (decision 155). */
class SuitabilityTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options KNOWING = Options.of(Map.of("unsuitable-ok", ""));
    /** Another vendor is another interleave set, whose labels are not these. */
    private static final Options DISCARDING = Options.of(Map.of("discard-contents", ""));
    private static final int HEADER = 36;

    @TempDir
    private Path place;

    /** The machine two-socket with another format or vendor in each control region of its NFIT. */
    private Path definition(int format, int vendor) throws Exception {
        var definition = Machines.twoSocket(place.resolve("definition"), Map.of());
        var table = ByteBuffer.wrap(Files.readAllBytes(definition.resolve("NFIT.bin"))).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = HEADER + 4; at < table.limit(); at += table.getShort(at + 2)) {
            if (table.getShort(at) == 4) {
                table.putShort(at + 6, (short) vendor).putShort(at + 28, (short) format);
            }
        }
        write(definition.resolve("NFIT.bin"), table.array());
        return definition;
    }

    /** With the checksum that makes all bytes together zero. */
    private static void write(Path file, byte[] table) throws Exception {
        table[9] = 0;
        int sum = 0;
        for (byte value : table) {
            sum += value;
        }
        table[9] = (byte) -sum;
        Files.write(file, table);
    }

    private SimulatedHost open(Path definition) throws Exception {
        return Machines.open(place.resolve("state"), definition);
    }

    private LocalControlPlane on(SimulatedHost machine) throws Exception {
        var control = new LocalControlPlane(machine, new SysfsReader(machine.attributes()), new StateDirectory(place.resolve("state"), new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
        control.start();
        return control;
    }

    private static Outcome assign(LocalControlPlane control, String device, Options options) {
        return control.execute(new Command.Assign(device, "system-ram", options), ROOT);
    }

    private static void refused(Outcome outcome, String rule, String remedy) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.UNSUITABLE);
            assertThat(refused.refusal().errno()).isEqualTo(Errno.EPERM);
            assertThat(refused.refusal().rule()).contains(rule);
            assertThat(refused.refusal().remedy()).contains(remedy);
        });
    }

    /** Intel's number of PCI in both orders of bytes, and its number of JEDEC. */
    @ParameterizedTest
    @ValueSource(ints = {0x8086, 0x8680, 0x8980})
    void persistentMediaOfAVendorThatMeansItBecomeRam(int vendor) throws Exception {
        try (var machine = open(definition(0x0301, vendor)); var control = on(machine)) {
            assertThat(Technology.of(machine, "nmem0")).isEqualTo(Technology.PERSISTENT_MEDIA);
            assertThat(assign(control, "region0", DISCARDING)).isInstanceOf(Outcome.Done.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dax0.0", "namespace0.1", "region0"})
    void dramWithAnEnergySourceAsks(String object) throws Exception {
        try (var machine = open(definition(0x0101, 0x8086)); var control = on(machine)) {
            assertThat(Technology.of(machine, "nmem0")).isEqualTo(Technology.ENERGY_BACKED_DRAM);
            refused(assign(control, object, DISCARDING), "DRAM with an energy source", "--unsuitable-ok");
            assertThat(control.picture().inventory().daxDevices().values()).noneMatch(device -> device.usedAsRam());
            assertThat(assign(control, object, DISCARDING.with("unsuitable-ok", ""))).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void otherUsesAreNobodysBusiness() throws Exception {
        try (var machine = open(definition(0x0101, 0x8086)); var control = on(machine)) {
            assertThat(control.execute(new Command.Assign("namespace0.3", "devdax", DISCARDING), ROOT)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void anUnknownVendorAndAnUnknownTechnologyAsk() throws Exception {
        try (var machine = open(definition(0x0000, 0x3412)); var control = on(machine)) {
            refused(assign(control, "region0", DISCARDING), "nobody knows what it stores in", "--unsuitable-ok");
            control.choose(Policy.UNKNOWN_TECHNOLOGY, Optional.of(Policy.ALLOW), "config suitability.unknown-technology allow", ROOT);
            refused(assign(control, "region0", DISCARDING), "its vendor knows (1234)", "--unsuitable-ok");
            control.choose(Policy.ofVendor("1234"), Optional.of(Policy.ALLOW), "config suitability.vendor.1234 allow", ROOT);
            assertThat(assign(control, "region0", DISCARDING)).isInstanceOf(Outcome.Done.class);
        }
    }

    /** Whoever is allowed to use the option is not allowed to do what the house forbids. */
    @Test
    void whatTheHouseForbidsNobodyDoes() throws Exception {
        try (var machine = open(definition(0x0101, 0x8086)); var control = on(machine)) {
            control.choose(Policy.ENERGY_BACKED, Optional.of(Policy.DENY), "config suitability.energy-backed deny", ROOT);
            refused(assign(control, "dax0.0", KNOWING), "suitability.energy-backed is deny", "config suitability.energy-backed ask");
        }
        try (var machine = open(place.resolve("definition")); var control = on(machine)) {      // the next process finds it in the journal
            refused(assign(control, "dax0.0", KNOWING), "suitability.energy-backed is deny", "config suitability.energy-backed ask");
            control.choose(Policy.ENERGY_BACKED, Optional.empty(), "config suitability.energy-backed default", ROOT);
            assertThat(assign(control, "dax0.0", KNOWING)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void whoSaidThatHeKnewIsInTheJournal() throws Exception {
        try (var machine = open(definition(0x0101, 0x8086)); var control = on(machine)) {
            assign(control, "dax0.0", KNOWING);
            var commands = new ArrayList<String>();
            control.journal().read(1, control.journal().head(), record -> {
                if (record.event() instanceof Event.OperationIntended intended) {
                    commands.add(intended.command());
                }
                return true;
            });
            assertThat(commands).contains("assign dax0.0 system-ram --unsuitable-ok");
        }
    }

    /** What a table of Memory Mode adds: 512 MiB of DRAM in front of the memory of node 3. */
    @Test
    void theCacheOfMemoryModeIsTold() throws Exception {
        var definition = Machines.twoSocket(place.resolve("definition"), Map.of());
        byte[] table = Files.readAllBytes(definition.resolve("HMAT.bin"));
        var longer = ByteBuffer.wrap(Arrays.copyOf(table, table.length + 32)).order(ByteOrder.LITTLE_ENDIAN);
        longer.putInt(4, longer.limit()).putShort(table.length, (short) 2).putInt(table.length + 4, 32).putInt(table.length + 8, 3)
                .putLong(table.length + 16, 512L << 20).putInt(table.length + 24, 0x11);
        write(definition.resolve("HMAT.bin"), longer.array());
        try (var machine = open(definition)) {
            var platform = Platform.read(machine);
            assertThat(platform.caches()).containsExactly(new SideCache(3, ByteSize.ofMebibytes(512), 1));
            assertThat(platform.speed(3)).as("the rest of the table is read as before").isPresent();
        }
    }
}
