package daxplane.driver.cxl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CxlRegionTest {

    private static final String WINDOW_TEXT = "0x" + Long.toHexString(CxlMachine.WINDOW);

    @Test
    void aCommittedRegionBecomesARegionOfTheNdBus() {
        var machine = CxlMachine.with(1, 1);

        assertThat(machine.region(256, "decoder2.0")).isEqualTo("ok");

        assertThat(machine.cxl("decoder0.0/create_pmem_region")).isEqualTo("region1");
        assertThat(machine.nd("region0/mapping0")).isEqualTo("nmem0,0,536870912,0");
        assertThat(machine.nd("region0/nstype")).isEqualTo("5");
        assertThat(machine.nd("region0/resource")).isEqualTo(WINDOW_TEXT);
        assertThat(machine.nd("region0/target_node")).isEqualTo("1");
        assertThat(machine.nd("region0/numa_node")).isEqualTo("0");
        assertThat(machine.nd("nmem0/state")).isEqualTo("active");
        assertThat(machine.machine().read("/proc/iomem")).contains("  1000000000-101fffffff : Persistent Memory\n    1000000000-101fffffff : region0\n");
        assertThat(machine.machine().modprobeRemove("cxl_pmem")).isNotEqualTo("ok");
    }

    /** Recorded: serials 0x1000 and 0x1001 give 0x800200002001 (corpus cxl61-interleave); these are 0x77 and 0x78. */
    @Test
    void theCookieDependsOnTheOrderOfTheTargets() {
        var forward = CxlMachine.with(1, 2);
        forward.region(256, "decoder2.0", "decoder3.0");
        var backward = CxlMachine.with(1, 2);
        backward.region(256, "decoder3.0", "decoder2.0");

        assertThat(forward.nd("region0/set_cookie")).isEqualTo("0x3ba000000ef");
        assertThat(backward.nd("region0/set_cookie")).isEqualTo("0x3be000000ef");
        assertThat(backward.nd("region0/mapping0")).isEqualTo("nmem1,0,536870912,0");
    }

    @Test
    void devicesTakeTurnsEveryGranularity() throws Exception {
        var machine = CxlMachine.with(1, 2);
        machine.region(1024, "decoder3.0", "decoder2.0");

        machine.machine().inside(kernel -> {
            assertThat(kernel.media().whereIs(CxlMachine.WINDOW)).contains("cxl1.img at 0x0");
            assertThat(kernel.media().whereIs(CxlMachine.WINDOW + 1023)).contains("cxl1.img at 0x3ff");
            assertThat(kernel.media().whereIs(CxlMachine.WINDOW + 1024)).contains("cxl0.img at 0x0");
            assertThat(kernel.media().whereIs(CxlMachine.WINDOW + 2048)).contains("cxl1.img at 0x400");
            assertThat(kernel.media().whereIs(CxlMachine.WINDOW + 2 * CxlMachine.DEVICE_BYTES)).isEmpty();
        });
    }

    @Test
    void everythingIsThereAgainAfterTheProcess() throws Exception {
        var machine = CxlMachine.with(2, 2);
        machine.region(256, "decoder3.0", "decoder4.0");
        var before = machine.machine().dump();

        machine.machine().restartProcess();

        assertThat(machine.machine().dump()).isEqualTo(before);
        machine.machine().inside(kernel -> assertThat(kernel.media().whereIs(CxlMachine.WINDOW + 256)).contains("cxl1.img at 0x0"));
    }

    @Test
    void decodersForgetWithTheBoot() throws Exception {
        var machine = CxlMachine.with(1, 1);
        machine.region(256, "decoder2.0");

        machine.machine().boot("cxl_acpi", "cxl_pci", "cxl_mem", "cxl_pmem");

        assertThat(machine.machine().list("/sys/bus/nd/devices")).doesNotContain("region0");
        assertThat(machine.cxl("decoder2.0/mode")).isEqualTo("none");
        machine.machine().inside(kernel -> assertThat(kernel.media().whereIs(CxlMachine.WINDOW)).isEmpty());
    }

    @Test
    void aRegionThatIsDeletedLeavesNothingButDeviceMemory() {
        var machine = CxlMachine.with(1, 1);
        machine.region(256, "decoder2.0");

        assertThat(machine.write("decoder0.0/delete_region", "region0")).isEqualTo("ok");

        assertThat(machine.machine().list("/sys/bus/nd/devices")).doesNotContain("region0");
        assertThat(machine.machine().read("/proc/iomem")).doesNotContain("region0").doesNotContain("Persistent Memory");
        assertThat(machine.cxl("decoder2.0/region")).isEmpty();
        assertThat(machine.cxl("decoder2.0/dpa_size")).isEqualTo("0x0000000020000000");
        assertThat(machine.nd("nmem0/state")).isEqualTo("idle");
        assertThat(machine.write("decoder0.0/delete_region", "region0")).isEqualTo("ENODEV@write");
    }

    @Test
    void withoutOneOfItsDevicesARegionIsNone() {
        var machine = CxlMachine.with(1, 2);
        machine.region(256, "decoder2.0", "decoder3.0");

        assertThat(machine.machine().write("/sys/bus/cxl/drivers/cxl_mem/unbind", "mem1\n")).isEqualTo("ok");

        assertThat(machine.machine().list("/sys/bus/nd/devices")).doesNotContain("region0");
        assertThat(machine.cxl("region0/commit")).isEqualTo("0");
        assertThat(machine.cxl("region0/target1")).isEmpty();
    }

    @Test
    void withoutTheBridgeThereAreNoDimms() {
        var machine = CxlMachine.with(1, 1);
        machine.region(256, "decoder2.0");

        assertThat(machine.machine().write("/sys/bus/cxl/drivers/cxl_nvdimm_bridge/unbind", "nvdimm-bridge0\n")).isEqualTo("ok");

        assertThat(machine.machine().list("/sys/bus/nd/devices")).isEmpty();
        assertThat(machine.machine().driverOf("cxl", "pmem0")).isEmpty();
        assertThat(machine.machine().driverOf("cxl", "pmem_region0")).isEmpty();
    }

    @Test
    void numbersOfRegionsAreSharedAndTheWindowKeepsOne() {
        var machine = CxlMachine.with(1, 1);

        assertThat(machine.write("decoder0.0/create_pmem_region", "region7")).isEqualTo("EBUSY@write");
        assertThat(machine.write("decoder0.0/create_pmem_region", "anything")).isEqualTo("EINVAL@write");
        for (int i = 0; i < 3; i++) {
            assertThat(machine.write("decoder0.0/create_pmem_region", "region" + i)).isEqualTo("ok");
        }
        assertThat(machine.cxl("decoder0.0/create_pmem_region")).isEqualTo("region3");
    }

    /** Linux 6.1: create, destroy, create gives region0 twice. */
    @Test
    void theWindowKeepsALowerNumberThatBecameFree() {
        var machine = CxlMachine.with(1, 1);
        for (int i = 0; i < 3; i++) {
            machine.write("decoder0.0/create_pmem_region", "region" + i);
        }

        machine.write("decoder0.0/delete_region", "region1");
        assertThat(machine.cxl("decoder0.0/create_pmem_region")).isEqualTo("region1");
        machine.write("decoder0.0/delete_region", "region2");
        assertThat(machine.cxl("decoder0.0/create_pmem_region")).isEqualTo("region1");

        assertThat(machine.write("decoder0.0/create_pmem_region", "region2")).isEqualTo("EBUSY@write");
        assertThat(machine.write("decoder0.0/create_pmem_region", "region1")).isEqualTo("ok");
        assertThat(machine.cxl("decoder0.0/create_pmem_region")).isEqualTo("region2");
    }

    @ParameterizedTest
    @CsvSource({
        "region0/interleave_ways, 5, EINVAL@write",
        "region0/interleave_ways, 0, EINVAL@write",
        "region0/interleave_ways, 4294967296, ERANGE@write",
        "region0/interleave_granularity, 128, EINVAL@write",
        "region0/interleave_granularity, 32768, EINVAL@write",
        "region0/interleave_granularity, 300, EINVAL@write",
        "region0/uuid, 00000000-0000-0000-0000-000000000000, EINVAL@write",
        "region0/uuid, not-a-uuid, EINVAL@write",
        "region0/size, 268435456, ENXIO@write",
        "region0/size, 0, ok",
        "region0/commit, 1, ENXIO@write",
        "region0/commit, 0, ok",
        "decoder2.0/mode, ram, ENXIO@write",
        "decoder2.0/mode, none, EINVAL@write",
        "decoder2.0/dpa_size, 4096, EINVAL@write",
        "decoder2.0/dpa_size, 268435456, EINVAL@write",
    })
    void refusesWhatIsTooEarlyOrCanNotBe(String file, String value, String answer) {
        var machine = CxlMachine.with(1, 2);
        machine.write("decoder0.0/create_pmem_region", "region0");

        assertThat(machine.write(file, value)).isEqualTo(answer);
        assertThat(machine.machine().write("/sys/bus/cxl/drivers/cxl_region/bind", "region0\n")).isNotEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "region0/size, 536870912, EBUSY@write",
        "region0/interleave_ways, 1, EBUSY@write",
        "region0/interleave_granularity, 512, EBUSY@write",
        "region0/uuid, 11111111-0000-0000-0000-000000000000, EBUSY@write",
        "region0/target0, decoder3.0, EBUSY@write",
        "region0/target0, nobody, ENODEV@write",
        "region0/target0, mem0, EINVAL@write",
        "decoder2.0/mode, pmem, EBUSY@write",
        "decoder2.0/dpa_size, 0, EBUSY@write",
    })
    void refusesToChangeWhatIsCommitted(String file, String value, String answer) {
        var machine = CxlMachine.with(1, 2);
        machine.region(256, "decoder2.0", "decoder3.0");
        var before = machine.machine().dump();

        assertThat(machine.write(file, value)).isEqualTo(answer);

        assertThat(machine.machine().dump()).isEqualTo(before);
    }

    @Test
    void refusesADecoderOfAnotherSizeOrBehindAnotherBridge() {
        var machine = CxlMachine.with(2, 2);
        machine.write("decoder0.0/create_pmem_region", "region0");
        for (String setting : List.of("interleave_granularity 256", "interleave_ways 2", "uuid 2c8854b1-8f87-4cbd-9267-348f888560e1", "size 536870912")) {
            assertThat(machine.write("region0/" + setting.split(" ")[0], setting.split(" ")[1])).as(setting).isEqualTo("ok");
        }
        assertThat(machine.write("region0/target0", "decoder3.0")).isEqualTo("ENXIO@write");
        machine.allot("decoder3.0");
        assertThat(machine.write("region0/target0", "decoder3.0")).isEqualTo("EINVAL@write");
        assertThat(machine.write("region0/target1", "decoder3.0")).isEqualTo("ENXIO@write");
    }

    @Test
    void aWindowIsFilledFromBelowAndThenFull() {
        var machine = CxlMachine.with(1, 1);
        for (int i = 0; i < 3; i++) {
            machine.write("decoder0.0/create_pmem_region", "region" + i);
            machine.write("region" + i + "/interleave_granularity", "256");
            machine.write("region" + i + "/interleave_ways", "1");
            machine.write("region" + i + "/uuid", "2c8854b1-8f87-4cbd-9267-348f888560e" + i);
        }
        assertThat(machine.write("region1/size", Long.toString(1L << 30))).isEqualTo("ok");
        assertThat(machine.write("region0/size", Long.toString(3L << 30))).isEqualTo("ok");
        assertThat(machine.write("region2/size", Long.toString(256L << 20))).isEqualTo("ERANGE@write");
        assertThat(machine.cxl("region1/resource")).isEqualTo(WINDOW_TEXT);
        assertThat(machine.write("region1/size", "0")).isEqualTo("ok");
        assertThat(machine.write("region2/size", Long.toString(256L << 20))).isEqualTo("ok");
        assertThat(machine.cxl("region2/resource")).isEqualTo(WINDOW_TEXT);
    }
}
