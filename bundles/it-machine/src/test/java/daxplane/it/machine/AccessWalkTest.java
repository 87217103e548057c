package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Options;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Inventory;
import daxplane.inventory.LeaseState;
import daxplane.journal.disk.FileJournals;
import daxplane.lease.desk.LeasedHost;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random walks over processes, pins, leases, volumes, hand-overs, restarts and power losses. Nobody forces anything, so nobody gets a signal, whatever
 * is refused or fails; and what leases are is as docs/kernel/access.md 4.2 has it. {@code -Ddaxplane.walks=1000 -Ddaxplane.seed=1}.
 */
class AccessWalkTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final int STEPS = 25;
    private static final List<String> DEVICES = List.of("dax0.0", "dax2.0");
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    private Path state;
    private SimulatedHost machine;
    private LocalControlPlane control;
    private int done;

    private void open() throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        Host leased = LeasedHost.of(machine, state);
        control = new LocalControlPlane(leased, new SysfsReader(leased), new StateDirectory(state, new FileJournals()),
                () -> List.of(new SystemRam(), new Devdax()), Limits.DEFAULT, System::nanoTime);
        control.start();
        machine.modules().load("dm_mod");
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private String run(String line) throws HostException {
        var ended = machine.userSpace().run(WORD.matcher(line).results().map(word -> word.group(1) != null ? word.group(1) : word.group(2)).toList(), new byte[0], true, Cancellation.NEVER);
        return new String(ended.out(), StandardCharsets.UTF_8) + new String(ended.err(), StandardCharsets.UTF_8);
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String step(Random random) throws Exception {
        String device = one(random, DEVICES);
        String process = "process " + one(random, NAMES);
        return switch (random.nextInt(24)) {
            case 0, 1 -> program(process.replace("process", "process start"));
            case 2, 3, 4 -> program(process + " open /dev/" + device, process + " mmap " + (3 + random.nextInt(2)) + " 0 2M w", process + " lease " + device);
            case 5 -> program(process + " open /dev/" + device, process + " mmap 3 2M 2M w");
            case 6, 7 -> program(process + " pin vmsplice");
            case 8 -> program(process + " unpin");
            case 9 -> program(process + " stubborn " + one(random, List.of("on", "off")));
            case 10 -> program(process + " release " + device);
            case 11 -> program(process + " resume " + device);
            case 12 -> program(process + " yield " + device);
            case 13 -> program(process + " exit");
            case 14, 15, 16 -> command(new Command.Assign(device, "system-ram", random.nextInt(4) > 0 ? Options.NONE : Options.NONE.with("no-drain", "")));
            case 17, 18, 19 -> command(new Command.Release(device, Options.NONE));
            case 20 -> program(random.nextBoolean() ? "dmsetup create v --table '0 8192 linear /dev/pmem0.1 0'" : "dmsetup remove v");
            case 21 -> command(new Command.Adjust("namespace0.1", new Adjustment.Enabled(random.nextBoolean()), Options.NONE));
            case 22 -> {
                close();
                open();
                yield "restart";
            }
            default -> random.nextInt(4) == 0 ? command(new Command.Power(random.nextBoolean())) : "nothing";
        };
    }

    private String program(String... lines) throws HostException {
        for (String line : lines) {
            run(line);
        }
        return String.join("; ", lines);
    }

    private String command(Command command) {
        done += control.execute(command, ROOT).exitCode() == 0 ? 1 : 0;
        return command.typed();
    }

    private void check(String after) throws Exception {
        Inventory picture = control.picture().inventory();
        for (DeviceUse use : picture.uses()) {
            if (use.lease().isEmpty()) {
                continue;
            }
            var lease = use.lease().get();
            boolean mayPin = EnumSet.of(LeaseState.GRANTED, LeaseState.REVOKING, LeaseState.BROKEN).contains(lease.state());
            assertThat(!lease.pinned() || mayPin).as("%s: I13: %s", after, use).isTrue();
            var device = picture.daxDevices().get(use.device());
            assertThat(lease.state() == LeaseState.GRANTED && device != null && device.driver().filter("kmem"::equals).isPresent()).as("%s: I12: %s", after, use).isFalse();
        }
        for (String name : NAMES) {
            assertThat(run("process " + name + " touch w")).as("%s: nobody forced anything on %s", after, name).doesNotContain("SIGBUS");
        }
    }

    @Test
    void nobodyLosesMemoryThatHeDidNotGiveBack() throws Exception {
        int walks = Integer.getInteger("daxplane.walks", 10);
        long first = Long.getLong("daxplane.seed", 1);
        open();
        for (long seed = first; seed < first + walks; seed++) {
            Random random = new Random(seed);
            var walked = new StringBuilder("seed " + seed);
            for (int i = 0; i < STEPS; i++) {
                walked.append("; ").append(step(random));
                check(walked.toString());
            }
            for (String line : Stream.concat(NAMES.stream().map(name -> "process " + name + " exit"), Stream.of("dmsetup remove v")).toList()) {
                run(line);
            }
            DEVICES.forEach(device -> command(new Command.Release(device, Options.NONE)));
            assertThat(control.drift().rows()).as(walked.toString()).allMatch(row -> row.cause().startsWith("lost with the boot"));
        }
        assertThat(done).as("commands that were done").isGreaterThan(walks * 2);
    }
}
