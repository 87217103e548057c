package daxplane.driver.cxl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.kernel.CxlHardware;
import daxplane.kernel.UnusableProperty;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CxlBootTest {

    private static final String DEVICES = "/sys/bus/cxl/devices";

    @Test
    void namesDevicesInTheOrderInWhichPortsAreFound() {
        var machine = CxlMachine.with(2, 3);

        assertThat(machine.machine().list(DEVICES)).containsExactlyInAnyOrder("root0", "decoder0.0", "port1", "decoder1.0", "port2", "decoder2.0",
                "nvdimm-bridge0", "mem0", "mem1", "mem2", "pmem0", "pmem1", "pmem2", "endpoint3", "decoder3.0", "endpoint4", "decoder4.0",
                "endpoint5", "decoder5.0");
        assertThat(machine.machine().readLink(DEVICES + "/endpoint4/uport")).endsWith("/mem1");
        assertThat(machine.cxl("decoder0.0/target_list")).isEqualTo("16,32");
        assertThat(machine.cxl("decoder0.0/interleave_ways")).isEqualTo("2");
    }

    @Test
    void aDeviceIsADimmThatIsAlwaysLabelled() {
        var machine = CxlMachine.with(1, 1);

        assertThat(machine.nd("ndbus0/provider")).isEqualTo("CXL");
        assertThat(machine.nd("ndbus0/commands")).isEmpty();
        assertThat(machine.nd("nmem0/commands")).isEqualTo("get_size get_data set_data");
        assertThat(machine.nd("nmem0/flags")).isEqualTo("label");
        assertThat(machine.nd("nmem0/available_slots")).isEqualTo("509");
        assertThat(machine.machine().exists("/sys/bus/nd/devices/nmem0/nfit")).isFalse();
    }

    @Test
    void dimmsFollowTheOrderThatChanceGave() {
        var properties = new TreeMap<>(CxlMachine.properties(1, 2));
        properties.put("cxl.nvdimm-order", "1 0");
        assertThat(hardware(properties).nvdimmOrder()).containsExactly(1, 0);
    }

    @Test
    void memoryDevicesThatComeBeforeTheirBridgeWaitForIt() {
        var machine = CxlMachine.builder(1, 1).module(new CxlMemModule()).boot("cxl_pci", "cxl_mem");
        assertThat(machine.driverOf("cxl", "mem0")).isEmpty();

        assertThat(machine.modprobe("cxl_acpi")).isEqualTo("ok");

        assertThat(machine.driverOf("cxl", "mem0")).isEqualTo("cxl_mem");
        assertThat(machine.exists(DEVICES + "/decoder2.0")).isTrue();
    }

    @Test
    void modulesLeaveInAnyOrderAndComeBack() {
        var machine = CxlMachine.with(1, 2).machine();
        var before = machine.dump();

        for (String module : new String[] {"cxl_acpi", "cxl_pci", "cxl_mem", "cxl_pmem"}) {
            assertThat(machine.modprobeRemove(module)).as(module).isEqualTo("ok");
        }
        assertThat(machine.list(DEVICES)).isEmpty();
        for (String module : new String[] {"cxl_acpi", "cxl_pci", "cxl_mem", "cxl_pmem"}) {
            assertThat(machine.modprobe(module)).as(module).isEqualTo("ok");
        }

        assertThat(machine.list(DEVICES)).containsExactlyInAnyOrderElementsOf(before.keySet().stream()
                .filter(path -> path.startsWith(DEVICES + "/")).map(path -> path.substring(DEVICES.length() + 1).split("/")[0]).distinct().toList());
        assertThat(machine.read("/sys/bus/nd/devices/nmem1/available_slots")).isEqualTo("509\n");
    }

    @Test
    void theTableOfADeviceAddsUpToZero() {
        byte[] table = CoherentDeviceTable.of(512 << 20);

        byte sum = 0;
        for (byte part : table) {
            sum += part;
        }
        assertThat(sum).isZero();
        assertThat(HexFormat.of().formatHex(table)).startsWith("a000000002e8000000000000000000000000180000040000000000000000000000000020");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cxl.window0.range | a90000001-b8fffffff | is a90000001-b8fffffff; windows begin and end at a multiple of 256 MiB",
        "cxl.window0.range | b90000000-a8fffffff | is b90000000-a8fffffff, no range like a90000000-b8fffffff",
        "cxl.window0.range | everything | is everything, no range like a90000000-b8fffffff",
        "cxl.window1.range | 1010000000-101fffffff | is 1010000000-101fffffff, which overlaps another window",
        "cxl.window1.bridges | 0 | belongs to nothing: there is no cxl.window1.range",
        "cxl.window0.bridges | 1 | names something twice, or something that is not there",
        "cxl.window0.bridges | 0 0 | names something twice, or something that is not there",
        "cxl.window0.bridges | 0,0 | is 0,0, no list like 0 1",
        "cxl.memory0.bridge | 1 | is 1, no number from 0 to 0",
        "cxl.memory0.bus | 100 | is 100, no bus from 00 to ff",
        "cxl.memory0.bus | 10 | is 10, which something else has",
        "cxl.memory0.pmem-bytes | 4096 | is 4096, no number from 268435456 to 4503599627370496",
        "cxl.memory0.pmem-bytes | -268435456 | is -268435456, no number from 268435456 to 4503599627370496",
        "cxl.memory0.pmem-bytes | 268435457 | is no multiple of 256 MiB",
        "cxl.memory0.label-bytes | 100000000 | is 100000000, no number from 0 to 4194304",
        "cxl.memory0.label-bytes | 300 | is no multiple of 256",
        "cxl.memory0.serial | 77 | is 77, no number like 0x1000",
        "cxl.memory3.serial | 0x77 | belongs to nothing: there is no cxl.memory2.pmem-bytes",
        "cxl.bridge0.bus | 100 | is 100, no bus from 00 to ff",
        "cxl.bridge2.bus | 30 | belongs to nothing: there is no cxl.bridge1.bus",
        "cxl.nvdimm-order | 0 | does not name each device",
    })
    void refusesHardwareThatCanNotBe(String property, String value, String reason) {
        Map<String, String> properties = new TreeMap<>(CxlMachine.properties(1, 2));
        properties.put(property, value);

        assertThatThrownBy(() -> CxlHardware.of(properties)).isInstanceOf(UnusableProperty.class)
                .hasMessage(property + " " + reason);
    }

    @Test
    void takesNumbersInBothForms() {
        Map<String, String> properties = new TreeMap<>(CxlMachine.properties(1, 2));
        properties.put("cxl.memory0.pmem-bytes", "0x10000000");
        properties.put("cxl.memory0.label-bytes", "0x1000");

        assertThat(hardware(properties).expanders().getFirst()).returns(256L << 20, CxlHardware.Expander::persistentBytes)
                .returns(4096, CxlHardware.Expander::labelBytes);
    }

    /** A region of a window without a bridge would be one of no devices. */
    @Test
    void refusesWhatLeadsNowhere() {
        Map<String, String> properties = new TreeMap<>(CxlMachine.properties(1, 1));
        properties.keySet().removeIf(property -> property.startsWith("cxl.bridge"));
        assertThatThrownBy(() -> CxlHardware.of(properties)).hasMessage("cxl.window0.bridges gives 0 bridges; 1, 2, 3, 4, 6, 8, 12 or 16 can take turns");
        properties.remove("cxl.window0.range");
        assertThatThrownBy(() -> CxlHardware.of(properties)).hasMessage("cxl.memory0.pmem-bytes needs a bridge: there is no cxl.bridge0.bus");
        assertThatThrownBy(() -> CxlHardware.of(CxlMachine.properties(5, 5)))
                .hasMessage("cxl.window0.bridges gives 5 bridges; 1, 2, 3, 4, 6, 8, 12 or 16 can take turns");
    }

    private static CxlHardware hardware(Map<String, String> properties) {
        try {
            return CxlHardware.of(properties);
        } catch (UnusableProperty refused) {
            throw new AssertionError(refused);
        }
    }
}
