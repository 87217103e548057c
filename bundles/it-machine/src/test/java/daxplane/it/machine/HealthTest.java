package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.LargeMachine;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Errno;
import daxplane.host.firmware.SmartInjection;
import daxplane.host.health.DimmHealth;
import daxplane.host.health.Verdict;
import daxplane.host.health.Verdict.State;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Inventory;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health of DIMMs, and dirty shutdowns held against what the journal saw, until somebody takes notice. */
class HealthTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final String DIMM = "nmem2";

    @TempDir
    private Path place;

    private SimulatedHost machine() throws Exception {
        return Machines.open(place.resolve("state"), Machines.HOME.resolve("config/machines/worn"));
    }

    private LocalControlPlane on(SimulatedHost machine) {
        return new LocalControlPlane(machine, new SysfsReader(machine.attributes()), new StateDirectory(place.resolve("state"), new FileJournals()),
                List::of, Limits.DEFAULT, System::nanoTime);
    }

    private static Verdict verdict(SimulatedHost machine, LocalControlPlane control, String dimm) throws Exception {
        Inventory picture = control.picture().inventory();
        var found = picture.dimms().get(dimm);
        return Verdict.of(DimmHealth.read(machine, found), picture, found, control.acknowledgedShutdowns());
    }

    private static void losePowerDirtily(SimulatedHost machine, LocalControlPlane control) throws Exception {
        machine.firmware().perform(DIMM, new SmartInjection(SmartInjection.UNSAFE_SHUTDOWN, true, 0).call());
        control.execute(new Command.Power(false), ROOT);
    }

    private static boolean suspect(Verdict verdict) {
        return verdict.complaints().stream().anyMatch(complaint -> complaint.remedy().endsWith("health ack " + DIMM));
    }

    @Test
    void aDirtyShutdownMakesNamespacesSuspectUntilSomebodyTakesNotice() throws Exception {
        try (var machine = machine(); var control = on(machine)) {
            control.start();
            assertThat(suspect(verdict(machine, control, DIMM))).isFalse();
            losePowerDirtily(machine, control);
            assertThat(control.takeNotes()).anySatisfy(note -> assertThat(note).contains(DIMM).contains("health ack"));
        }
        try (var machine = machine(); var control = on(machine)) {     // another process, and another boot
            control.start();
            control.execute(new Command.Power(true), ROOT);
            var verdict = verdict(machine, control, DIMM);
            assertThat(suspect(verdict)).isTrue();
            assertThat(verdict.state()).isEqualTo(State.CRITICAL);
            assertThat(verdict.complaints().getFirst().what()).contains("1 -> 2").contains("namespace1.0");

            assertThat(control.acknowledgeShutdowns(DIMM, "health ack " + DIMM, ROOT)).startsWith("op-");
            assertThat(suspect(verdict(machine, control, DIMM))).isFalse();
            assertThat(control.acknowledgeShutdowns(DIMM, "health ack " + DIMM, ROOT)).isEmpty();
            losePowerDirtily(machine, control);
            assertThat(suspect(verdict(machine, control, DIMM))).isTrue();
        }
    }

    @Test
    void anOrderlyShutdownMakesNothingSuspect() throws Exception {
        try (var machine = machine(); var control = on(machine)) {
            control.start();
            control.execute(new Command.Power(true), ROOT);
            assertThat(suspect(verdict(machine, control, DIMM))).isFalse();
            assertThat(control.takeNotes()).isEmpty();
        }
    }

    @Test
    void noticeIsTakenOfDimmsThatCount() throws Exception {
        try (var machine = Machines.open(place.resolve("state"), Machines.TWO_SOCKET); var control = on(machine)) {
            control.start();
            assertThatThrownBy(() -> control.acknowledgeShutdowns("nmem9", "", ROOT)).isInstanceOfSatisfying(ControlException.class,
                    refused -> assertThat(refused.errno()).isEqualTo(Errno.ENODEV));
            assertThatThrownBy(() -> control.acknowledgeShutdowns("nmem0", "", ROOT)).isInstanceOfSatisfying(ControlException.class,
                    refused -> assertThat(refused.errno()).isEqualTo(Errno.EOPNOTSUPP));
        }
    }

    @Test
    void theFirmwareIsAskedForEachOfSixtyFourDimms() throws Exception {
        Path definition = LargeMachine.defineDimms(place);
        Files.writeString(definition.resolve("machine.properties"), IntStream.range(0, 64).mapToObj(n -> "nd.dimm" + n + ".commands = health\nnd.dimm" + n + ".life-used = " + n)
                .collect(Collectors.joining("\n", "\n", "\n")), StandardOpenOption.APPEND);
        try (var machine = Machines.open(place.resolve("state"), definition)) {
            Inventory picture = new SysfsReader(machine.attributes()).look();
            assertThat(picture.dimms()).hasSize(64);
            var worn = all(machine, picture);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long before = System.nanoTime();
                all(machine, picture);
                best = Math.min(best, System.nanoTime() - before);
            }
            System.out.println("health of 64 DIMMs: " + best / 1000 + " us");
            assertThat(worn).isEqualTo(IntStream.range(0, 64).sum());
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(2));       // promised are 100, measured alone
        }
    }

    private static int all(SimulatedHost machine, Inventory picture) {
        int used = 0;
        for (var dimm : picture.dimms().values()) {
            var health = DimmHealth.read(machine, dimm);
            assertThat(Verdict.of(health, picture, dimm, Map.of()).state()).isEqualTo(State.GOOD);
            used += Optional.of(health).flatMap(DimmHealth::lifeUsed).orElse(0);
        }
        return used;
    }
}
