package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Step.Result;
import daxplane.fixtures.machine.Machines;
import java.nio.file.Path;
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
    private Operated machine;

    @BeforeEach
    void boot() throws Exception {
        machine = Operated.boot(state, Machines.TWO_SOCKET);
    }

    @AfterEach
    void letGo() {
        machine.close();
    }

    /** Seed 1: the kernel says ENXIO to a size of 0 where there is no uuid, and that is no failure for ndctl. */
    @Test
    void whatHasNoCapacityIsDestroyedAllTheSame() {
        var ended = machine.run("ndctl destroy-namespace -f namespace0.4");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).endsWith("destroyed 1 namespace\n");
    }

    /** Seed 2005: the number of a dax region is known also when it is not up. */
    @Test
    void listsTheNumberOfADaxRegionThatIsNotUp() {
        machine.run("modprobe -r dax_pmem");

        assertThat(machine.run("ndctl list -N -i -n namespace0.0 -X").out().replaceAll("\\s", "")).contains("\"daxregion\":{\"id\":0}");
    }

    /** Seed 4005: a personality that has a namespace and nothing else. */
    @Test
    void listsABttThatIsHalfSetUp() throws Exception {
        machine.run("ndctl disable-namespace namespace0.3");
        machine.write("/sys/bus/nd/devices/" + machine.read("/sys/bus/nd/devices/region0/btt_seed") + "/namespace", "namespace0.3");

        assertThat(machine.run("ndctl list -N -i -n namespace0.3").out()).contains("\"mode\":\"sector\"", "\"uuid\":\"00000000-0000-0000-0000-000000000000\"")
                .doesNotContain("sector_size");
    }

    /** Seed 7015: a class is set on a namespace without labels, and then there is no label to write it to. */
    @Test
    void aClassWithoutALabelIsSetAndRefused() throws Exception {
        machine.run("ndctl disable-namespace namespace1.0");

        assertThat(machine.write("/sys/bus/nd/devices/namespace1.0/holder_class", "btt")).isEqualTo(new Result.Failed("ENXIO", "write"));
        assertThat(machine.read("/sys/bus/nd/devices/namespace1.0/holder_class")).isEqualTo("btt");
    }
}
