package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.RecordedNameRaces;
import daxplane.conform.StateMap;
import daxplane.fixtures.machine.Machines;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Personalities race for their numbers when a region comes up: {@link daxplane.simulation.FaultInjection#decideNames} says who wins. */
class DecidedChanceTest {

    private static final String ND = "/sys/bus/nd/devices/";

    @TempDir
    private Path state;
    private Operated machine;

    @BeforeEach
    void boot() throws Exception {
        machine = Operated.boot(state, Machines.TWO_SOCKET);
    }

    @AfterEach
    void letGo() {
        machine.close();
    }

    @Test
    void byDefaultTheUnusedOnesComeFirst() throws Exception {
        assertThat(machine.read(ND + "region0/dax_seed")).isEqualTo("dax0.0");
        assertThat(machine.read(ND + "dax0.1/namespace")).isEqualTo("namespace0.0");
    }

    @Test
    void whoIsNamedGetsItsName() throws Exception {
        machine.host().faults().decideNames(Map.of("region0/dax_seed", "dax0.7", "namespace0.0", "dax0.3"));

        machine.run("ndctl disable-region region0; ndctl enable-region region0");

        assertThat(machine.read(ND + "region0/dax_seed")).isEqualTo("dax0.7");
        assertThat(machine.read(ND + "dax0.3/namespace")).isEqualTo("namespace0.0");
    }

    /** Of another region, of another kind, and one that the seed has taken. */
    @Test
    void whatCanNotBeCountsForNothing() throws Exception {
        machine.host().faults().decideNames(Map.of("region0/btt_seed", "btt1.4", "region0/pfn_seed", "dax0.9", "namespace0.0", "dax0.0"));

        machine.run("ndctl disable-region region0; ndctl enable-region region0");

        assertThat(machine.read(ND + "region0/btt_seed")).isEqualTo("btt0.0");
        assertThat(machine.read(ND + "region0/pfn_seed")).isEqualTo("pfn0.0");
        assertThat(machine.read(ND + "dax0.1/namespace")).isEqualTo("namespace0.0");
    }

    @Test
    void holdsOnce() throws Exception {
        machine.host().faults().decideNames(Map.of("namespace0.0", "dax0.3"));

        machine.run("ndctl disable-region region0; ndctl enable-region region0; ndctl disable-region region0; ndctl enable-region region0");

        assertThat(machine.read(ND + "dax0.1/namespace")).isEqualTo("namespace0.0");
    }

    /** Linux 6.1 in a recording of label-local-ro: the region's empty namespace is missing until its seed is probed again. */
    @Test
    void aNamespaceThatIsProbedTooEarlyStaysTheSeed() throws Exception {
        String empty = machine.read(ND + "region0/namespace_seed");
        assertThat(machine.read(ND + empty + "/size")).isEqualTo("0");
        machine.host().faults().decideNames(Map.of("region0/namespace_seed", "namespace0.0"));

        machine.run("ndctl disable-region region0; ndctl enable-region region0");

        assertThat(machine.read(ND + "region0/namespace_seed")).isEqualTo("namespace0.0");
        assertThat(machine.host().attributes().list(ND)).doesNotContain(empty);

        machine.run("ndctl disable-namespace namespace0.0; ndctl enable-namespace namespace0.0");
        assertThat(machine.read(ND + "region0/namespace_seed")).isEqualTo(empty);
    }

    @Test
    void anotherKernelsNamesCanBeTakenOver() throws Exception {
        var names = RecordedNameRaces.names(StateMap.of(machine.host().attributes()), "region0"::equals);
        assertThat(names).containsEntry("region0/dax_seed", "dax0.0").containsEntry("namespace0.0", "dax0.1").containsKey("region0/namespace_seed").doesNotContainKey("region1/dax_seed");

        machine.host().faults().decideNames(names);
        machine.reboot();

        assertThat(RecordedNameRaces.names(StateMap.of(machine.host().attributes()), "region0"::equals)).isEqualTo(names);
    }
}
