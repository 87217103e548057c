package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel makes of a DIMM whose firmware says no: corpus nt-label-fail, nt-fw-list and nt-tree. */
class TestDimmFaultsTest {

    private static final String DIMM = "/sys/class/nfit_test_dimm/test_dimm1/";
    private static final String DRIVERS = "/sys/bus/nd/drivers/";
    private static final String ND = "/sys/bus/nd/devices/";
    private static final int GET_SIZE = 4;
    private static final int GET_DATA = 5;

    @TempDir
    private Path folder;
    private SimulatedHost machine;

    @BeforeEach void boot() throws Exception {
        machine = Machines.open(folder, Machines.HOME.resolve("config/machines/nfit-test"));
        for (String region : new String[] {"region0", "region1"}) {
            assertThat(write(DRIVERS + "nd_region/unbind", region)).isInstanceOf(EffectResult.Done.class);
        }
        assertThat(write(DRIVERS + "nvdimm/unbind", "nmem1")).isInstanceOf(EffectResult.Done.class);
        write(DIMM + "fail_cmd_code", "-13");
    }

    @AfterEach void close() throws Exception {
        machine.close();
    }

    @Test void aDimmWhoseSizeIsLockedIsBoundAndItsNamespacesAreNot() throws Exception {
        refuse(GET_SIZE);
        assertThat(write(DRIVERS + "nvdimm/bind", "nmem1")).isInstanceOf(EffectResult.Done.class);
        assertThat(machine.attributes().read(ND + "nmem1/flags")).contains("lock ");
        assertThat(write(DRIVERS + "nd_region/bind", "region0")).isInstanceOf(EffectResult.Done.class);
        assertThat(machine.attributes().list("/sys/class/block")).doesNotContain("pmem0");
        assertThat(write(DRIVERS + "nd_pmem/bind", "namespace0.0")).isInstanceOfSatisfying(EffectResult.Failed.class,
                failed -> assertThat(failed.errno()).isIn(Errno.EACCES, Errno.ENODEV));
    }

    @Test void aDimmWhoseLabelsAreLockedIsNotBoundAndHindersItsRegions() throws Exception {
        refuse(GET_DATA);
        assertThat(write(DRIVERS + "nvdimm/bind", "nmem1")).isInstanceOf(EffectResult.Failed.class);
        assertThat(machine.attributes().read(ND + "nmem1/flags")).contains("lock ");
        assertThat(write(DRIVERS + "nd_region/bind", "region0")).isInstanceOf(EffectResult.Failed.class);
    }

    @Test void theNextBindForgetsThatItWasLocked() throws Exception {
        refuse(GET_SIZE);
        write(DRIVERS + "nvdimm/bind", "nmem1");
        write(DRIVERS + "nvdimm/unbind", "nmem1");
        write(DIMM + "fail_cmd", "0");
        assertThat(write(DRIVERS + "nvdimm/bind", "nmem1")).isInstanceOf(EffectResult.Done.class);
        assertThat(machine.attributes().read(ND + "nmem1/flags")).doesNotContain("lock");
        assertThat(write(DRIVERS + "nd_region/bind", "region0")).isInstanceOf(EffectResult.Done.class);
        assertThat(machine.attributes().list("/sys/class/block")).contains("pmem0");
    }

    @Test void modesAreTold() throws Exception {
        assertThat(machine.attributes().mode(ND + "nmem0/firmware/result")).hasValue(0400);
        assertThat(machine.attributes().mode(ND + "nmem0/firmware/activate")).hasValue(0600);
        assertThat(machine.attributes().mode(ND + "nmem0/firmware")).hasValue(0755);
    }

    private void refuse(int function) {
        write(DIMM + "fail_cmd", "0x" + Integer.toHexString(1 << function));
    }

    private EffectResult write(String path, String value) {
        return Effects.perform(machine, new Effect.WriteAttribute(path, value + "\n"), Cancellation.NEVER);
    }
}
