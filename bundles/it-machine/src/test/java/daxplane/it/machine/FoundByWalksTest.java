package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Performer;
import daxplane.conform.Step.Action;
import daxplane.conform.Step.Result;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In what the simulated kernel, or a tool of ours on it, differed from Linux 6.12 in random walks ({@code ./verify kernel --walk});
 * each test has the seed that showed it.
 */
class FoundByWalksTest {

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

    private Result write(String path, String value) {
        return performer.perform(new Action.Write(path, value + "\n")).orElseThrow();
    }

    private Result.Ended run(String command) {
        return (Result.Ended) performer.perform(new Action.Exec(command)).orElseThrow();
    }

    private String read(String path) throws Exception {
        return host.attributes().read(path).strip();
    }

    /** Seed 1: the kernel says ENXIO to a size of 0 where there is no uuid, and that is no failure for ndctl. */
    @Test
    void whatHasNoCapacityIsDestroyedAllTheSame() {
        var ended = run("ndctl destroy-namespace -f namespace0.4");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).endsWith("destroyed 1 namespace\n");
    }

    /** Seed 2005: the number of a dax region is known also when it is not up. */
    @Test
    void listsTheNumberOfADaxRegionThatIsNotUp() {
        run("modprobe -r dax_pmem");

        assertThat(run("ndctl list -N -i -n namespace0.0 -X").out().replaceAll("\\s", "")).contains("\"daxregion\":{\"id\":0}");
    }

    /** Seed 4005: a personality that has a namespace and nothing else. */
    @Test
    void listsABttThatIsHalfSetUp() throws Exception {
        run("ndctl disable-namespace namespace0.3");
        write("/sys/bus/nd/devices/" + read("/sys/bus/nd/devices/region0/btt_seed") + "/namespace", "namespace0.3");

        assertThat(run("ndctl list -N -i -n namespace0.3").out()).contains("\"mode\":\"sector\"", "\"uuid\":\"00000000-0000-0000-0000-000000000000\"")
                .doesNotContain("sector_size");
    }

    /** Seed 7015: a class is set on a namespace without labels, and then there is no label to write it to. */
    @Test
    void aClassWithoutALabelIsSetAndRefused() throws Exception {
        run("ndctl disable-namespace namespace1.0");

        assertThat(write("/sys/bus/nd/devices/namespace1.0/holder_class", "btt")).isEqualTo(new Result.Failed("ENXIO", "write"));
        assertThat(read("/sys/bus/nd/devices/namespace1.0/holder_class")).isEqualTo("btt");
    }
}
