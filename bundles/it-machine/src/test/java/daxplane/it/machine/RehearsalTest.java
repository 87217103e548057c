package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Cancellation;
import daxplane.host.Host;
import daxplane.machine.Machine;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a machine answers as the machine will, and nothing that is done to it is done to the machine. */
class RehearsalTest {

    private static final String POLICY = "/sys/devices/system/memory/auto_online_blocks";

    @TempDir
    private Path state;

    @Test
    void everyStepGoesInTheCopyAsItThenGoesInTheMachine() throws Exception {
        try (Machine machine = LifeTest.open(state)) {
            var host = new SimulatedHost(machine);
            for (String step : LifeTest.STEPS) {
                SortedMap<String, String> before = LifeTest.tree(machine);
                SortedMap<String, String> rehearsed;
                String answer;
                try (Machine copy = machine.copy()) {
                    assertThat(LifeTest.differences(before, LifeTest.tree(copy))).as("the copy before " + step).isEmpty();
                    answer = LifeTest.perform(new SimulatedHost(copy), step);
                    rehearsed = LifeTest.tree(copy);
                }
                assertThat(LifeTest.differences(before, LifeTest.tree(machine))).as("the machine after the rehearsal of " + step).isEmpty();
                assertThat(LifeTest.perform(host, step)).as(step).isEqualTo(answer);
                assertThat(LifeTest.differences(rehearsed, LifeTest.tree(machine))).as(step).isEmpty();
            }
        }
    }

    @Test
    void aMachineThatNobodyDrivesIsNotDrivenByARehearsal() throws Exception {
        LifeTest.open(state).close();
        SortedMap<String, Long> files = files();
        try (Machine watching = LifeTest.open(state); Machine driving = LifeTest.open(state); Machine copy = watching.copy()) {
            var rehearsed = new SimulatedHost(copy);
            rehearsed.attributes().write("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n", Cancellation.NEVER);
            assertThat(files()).isEqualTo(files);
            new SimulatedHost(driving).attributes().write(POLICY, "offline\n", Cancellation.NEVER);
            assertThat(rehearsed.attributes().read(POLICY)).isEqualTo("online\n");
        }
    }

    /** A watching machine opens its media again when another process has written; the copy reads those that it was made of. */
    @Test
    void newsWaitsUntilTheCopyIsGone() throws Exception {
        LifeTest.open(state).close();
        try (Machine watching = LifeTest.open(state); Machine driving = LifeTest.open(state)) {
            var seen = new SimulatedHost(watching).attributes();
            long end;
            try (Machine copy = watching.copy()) {
                new SimulatedHost(driving).attributes().write(POLICY, "offline\n", Cancellation.NEVER);
                end = System.nanoTime() + Duration.ofMillis(500).toNanos();
                while (System.nanoTime() < end) {
                    assertThat(seen.read(POLICY)).isEqualTo("online\n");
                }
                assertThat(new SimulatedHost(copy).labelAreas().seen("nmem0")).isPresent();
            }
            assertThat(seen.read(POLICY)).isEqualTo("offline\n");
        }
    }

    @Test
    void whatTheMediaHoldIsReadAndNeverWritten() throws Exception {
        try (Machine machine = LifeTest.open(state)) {
            var host = new SimulatedHost(machine);
            byte[] first = sector(1);
            byte[] second = sector(2);
            write(host, first);
            try (var copy = host.rehearsal().orElseThrow()) {
                assertThat(read(copy)).isEqualTo(first);
                write(copy, second);
                assertThat(read(copy)).isEqualTo(second);
            }
            assertThat(read(host)).isEqualTo(first);
        }
    }

    /** What boots in a rehearsal is the copy: the machine stays up. */
    @Test
    void aCopyRebootsAlone() throws Exception {
        try (Machine machine = LifeTest.open(state)) {
            var host = new SimulatedHost(machine);
            LifeTest.perform(host, "kmem");
            SortedMap<String, String> before = LifeTest.tree(machine);
            try (var copy = host.rehearsal().orElseThrow()) {
                copy.power().orElseThrow().reboot();
                assertThat(copy.bootId()).isNotEqualTo(host.bootId());
                assertThat(copy.attributes().list("/sys/module")).doesNotContain("kmem");
            }
            assertThat(LifeTest.differences(before, LifeTest.tree(machine))).isEmpty();
            assertThat(host.attributes().list("/sys/module")).contains("kmem");
        }
    }

    @Test
    void aCopyCanBeCopied() throws Exception {
        try (Machine machine = LifeTest.open(state); Machine copy = machine.copy()) {
            LifeTest.perform(new SimulatedHost(copy), "-kmem");
            for (String step : List.of("kmem", "/sys/bus/dax/drivers/device_dax/unbind dax0.0")) {
                LifeTest.perform(new SimulatedHost(copy), step);
            }
            try (Machine second = copy.copy()) {
                assertThat(LifeTest.differences(LifeTest.tree(copy), LifeTest.tree(second))).isEmpty();
            }
        }
    }

    private static byte[] sector(int content) {
        byte[] bytes = new byte[512];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }

    private static void write(Host host, byte[] bytes) throws Exception {
        try (var device = host.blockMedia().openExclusive("pmem1")) {
            device.write(4096, bytes);
        }
    }

    private static byte[] read(Host host) throws Exception {
        try (var device = host.blockMedia().openExclusive("pmem1")) {
            return device.read(4096, 512);
        }
    }

    private SortedMap<String, Long> files() throws Exception {
        SortedMap<String, Long> lengths = new TreeMap<>();
        try (var all = Files.walk(state)) {
            for (Path file : all.filter(Files::isRegularFile).filter(path -> !path.endsWith("lock")).toList()) {
                lengths.put(state.relativize(file).toString(), Files.size(file));
            }
        }
        return lengths;
    }
}
