package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Performer;
import daxplane.conform.RecordedChance;
import daxplane.conform.StateMap;
import daxplane.conform.Step.Action;
import daxplane.host.HostException;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Personalities race for their numbers when a region comes up: {@link daxplane.simulation.FaultInjection#decideNames} says who wins. */
class DecidedChanceTest {

    private static final String ND = "/sys/bus/nd/devices/";

    @TempDir
    private Path state;
    private SimulatedHost host;
    private Performer performer;

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(state, Machines.TWO_SOCKET);
        performer = new Performer(host, new Toolbox(), () -> new UUID(4, 4));
    }

    @AfterEach
    void letGo() {
        host.close();
    }

    private void run(String command) {
        performer.perform(new Action.Exec(command)).orElseThrow();
    }

    private String read(String file) throws HostException {
        return host.attributes().read(ND + file).strip();
    }

    @Test
    void byDefaultTheUnusedOnesComeFirst() throws Exception {
        assertThat(read("region0/dax_seed")).isEqualTo("dax0.0");
        assertThat(read("dax0.1/namespace")).isEqualTo("namespace0.0");
    }

    @Test
    void whoIsNamedGetsItsName() throws Exception {
        host.faults().decideNames(Map.of("region0/dax_seed", "dax0.7", "namespace0.0", "dax0.3"));

        run("ndctl disable-region region0; ndctl enable-region region0");

        assertThat(read("region0/dax_seed")).isEqualTo("dax0.7");
        assertThat(read("dax0.3/namespace")).isEqualTo("namespace0.0");
    }

    /** Of another region, of another kind, and one that the seed has taken. */
    @Test
    void whatCanNotBeCountsForNothing() throws Exception {
        host.faults().decideNames(Map.of("region0/btt_seed", "btt1.4", "region0/pfn_seed", "dax0.9", "namespace0.0", "dax0.0"));

        run("ndctl disable-region region0; ndctl enable-region region0");

        assertThat(read("region0/btt_seed")).isEqualTo("btt0.0");
        assertThat(read("region0/pfn_seed")).isEqualTo("pfn0.0");
        assertThat(read("dax0.1/namespace")).isEqualTo("namespace0.0");
    }

    @Test
    void holdsOnce() throws Exception {
        host.faults().decideNames(Map.of("namespace0.0", "dax0.3"));

        run("ndctl disable-region region0; ndctl enable-region region0; ndctl disable-region region0; ndctl enable-region region0");

        assertThat(read("dax0.1/namespace")).isEqualTo("namespace0.0");
    }

    /** Linux 6.1 in a recording of label-local-ro: the region's empty namespace is missing until its seed is probed again. */
    @Test
    void aNamespaceThatIsProbedTooEarlyStaysTheSeed() throws Exception {
        String empty = read("region0/namespace_seed");
        assertThat(read(empty + "/size")).isEqualTo("0");
        host.faults().decideNames(Map.of("region0/namespace_seed", "namespace0.0"));

        run("ndctl disable-region region0; ndctl enable-region region0");

        assertThat(read("region0/namespace_seed")).isEqualTo("namespace0.0");
        assertThat(host.attributes().list(ND)).doesNotContain(empty);

        run("ndctl disable-namespace namespace0.0; ndctl enable-namespace namespace0.0");
        assertThat(read("region0/namespace_seed")).isEqualTo(empty);
    }

    @Test
    void anotherKernelsNamesCanBeTakenOver() throws Exception {
        var names = RecordedChance.names(StateMap.of(host.attributes()), "region0"::equals);
        assertThat(names).containsEntry("region0/dax_seed", "dax0.0").containsEntry("namespace0.0", "dax0.1").containsKey("region0/namespace_seed").doesNotContainKey("region1/dax_seed");

        host.faults().decideNames(names);
        performer.perform(new Action.Reboot());

        assertThat(RecordedChance.names(StateMap.of(host.attributes()), "region0"::equals)).isEqualTo(names);
    }
}
