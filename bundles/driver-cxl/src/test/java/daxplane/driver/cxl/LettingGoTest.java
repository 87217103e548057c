package daxplane.driver.cxl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes with whom when a driver lets go: measured on a 6.1 kernel with one memory device. */
class LettingGoTest {

    private final CxlMachine machine = CxlMachine.with(1, 1);

    private String driver(String name, String file, String device) {
        return machine.machine().write("/sys/bus/cxl/drivers/" + name + "/" + file, device + "\n");
    }

    /** {@code unbind endpoint2}, in their order. */
    private List<String> eventsSince(int mark) {
        var events = machine.machine().uevents();
        return events.subList(mark, events.size()).stream().map(event -> event.keys().get("ACTION") + " "
                + event.keys().get("DEVPATH").replaceAll(".*/", "")).toList();
    }

    @Test
    void anEndpointLeavesWithItsDriverAndTakesRegionAndMemoryDeviceAlong() {
        machine.region(256, "decoder2.0");
        int mark = machine.machine().uevents().size();

        assertThat(driver("cxl_port", "unbind", "endpoint2")).isEqualTo("ok");

        assertThat(eventsSince(mark)).containsExactly("remove namespace0.0", "remove btt0.0", "remove pfn0.0", "remove dax0.0", "unbind region0",
                "remove region0", "unbind pmem_region0", "remove pmem_region0", "unbind region0", "remove decoder2.0", "unbind endpoint2",
                "remove endpoint2", "unbind mem0");
        assertThat(machine.machine().driverOf("cxl", "mem0")).isEmpty();
        assertThat(machine.machine().driverOf("cxl", "pmem0")).isEqualTo("cxl_nvdimm");
        assertThat(machine.cxl("region0/commit")).isEqualTo("0");
        assertThat(machine.cxl("region0/target0")).isEmpty();
        assertThat(machine.cxl("region0/size")).as("it keeps its addresses").isEqualTo("0x20000000");
    }

    @Test
    void aHostBridgeIsLetGoWithEverythingBelow() {
        int mark = machine.machine().uevents().size();

        assertThat(driver("cxl_port", "unbind", "port1")).isEqualTo("ok");

        assertThat(eventsSince(mark)).containsExactly("remove decoder2.0", "unbind endpoint2", "remove endpoint2", "unbind mem0",
                "remove decoder1.0", "unbind port1");
        assertThat(driver("cxl_mem", "bind", "mem0")).as("nobody drives what is above").isEqualTo("ENXIO@write");
        assertThat(driver("cxl_port", "bind", "port1")).isEqualTo("ok");
        assertThat(machine.machine().list(CxlMachine.CXL)).as("it comes without its endpoints").contains("decoder1.0").doesNotContain("endpoint2");
        assertThat(driver("cxl_mem", "bind", "mem0")).isEqualTo("ok");
        assertThat(machine.machine().list(CxlMachine.CXL)).contains("endpoint2", "decoder2.0");
    }

    @Test
    void aMemoryDeviceWithoutDrivenEndpointIsNotBound() {
        driver("cxl_mem", "unbind", "mem0");
        machine.machine().write("/sys/bus/cxl/drivers_autoprobe", "0\n");
        var before = machine.machine().dump();

        assertThat(driver("cxl_mem", "bind", "mem0")).isEqualTo("ENXIO@write");

        assertThat(machine.machine().dump()).isEqualTo(before);
    }

    @Test
    void whatIsLetGoIsTheSameAfterTheProcess() {
        machine.region(256, "decoder2.0");
        driver("cxl_port", "unbind", "endpoint2");
        var before = machine.machine().dump();

        machine.machine().restartProcess();

        assertThat(machine.machine().dump()).isEqualTo(before);
    }

    /** Later kernels make the bus of the bridge in its probe, and look at nothing else. */
    @Test
    void aBridgeThatComesBackHasEveryDeviceLookedAtUpTo61() {
        for (String profile : List.of("6.1", "6.12")) {
            var one = CxlMachine.with(1, 1, profile).machine();
            one.write("/sys/bus/cxl/drivers/cxl_nvdimm_bridge/unbind", "nvdimm-bridge0\n");
            one.write("/sys/bus/cxl/drivers/cxl_mem/unbind", "mem0\n");

            assertThat(one.write("/sys/bus/cxl/drivers/cxl_nvdimm_bridge/bind", "nvdimm-bridge0\n")).isEqualTo("ok");

            assertThat(List.of(one.driverOf("cxl", "pmem0"), one.driverOf("cxl", "mem0"))).as(profile)
                    .isEqualTo(profile.equals("6.1") ? List.of("cxl_nvdimm", "cxl_mem") : List.of("", ""));
        }
    }
}
