package daxplane.conform.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.kernel.CxlHardware;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a boot showed of CXL memory becomes properties that make the same again. */
class CxlPropertiesTest {

    /** As corpus cxl61-interleave recorded it. */
    private final Map<String, String> boot = new TreeMap<>(Map.of(
            "cxl/root0/dport12@", "ACPI0016:00",
            "cxl/decoder0.0/start", "0xa90000000",
            "cxl/decoder0.0/size", "0x100000000",
            "cxl/decoder0.0/target_list", "12"));

    CxlPropertiesTest() {
        for (int i = 0; i < 2; i++) {
            boot.put("cxl/mem" + i + "/pmem/size", "0x20000000");
            boot.put("cxl/mem" + i + "/label_storage_size", "131072");
            boot.put("cxl/mem" + i + "/serial", "0x100" + i);
            boot.put("cxl/mem" + i + "/firmware_version", "BWFW VERSION 00");
        }
    }

    private Map<String, String> properties(int devices, Integer... order) {
        return new CxlProperties(devices, boot, List.of(order)).values();
    }

    @Test void describesBridgesWindowsAndDevices() throws Exception {
        assertThat(properties(2, 1, 0)).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.ofEntries(
                Map.entry("cxl.bridge0.bus", "0c"), Map.entry("cxl.window0.range", "a90000000-b8fffffff"), Map.entry("cxl.window0.bridges", "0"),
                Map.entry("cxl.memory0.bridge", "0"), Map.entry("cxl.memory0.bus", "0d"), Map.entry("cxl.memory0.pmem-bytes", "536870912"),
                Map.entry("cxl.memory0.label-bytes", "131072"), Map.entry("cxl.memory0.serial", "0x1000"),
                Map.entry("cxl.memory0.firmware", "BWFW VERSION 00"),
                Map.entry("cxl.memory1.bridge", "0"), Map.entry("cxl.memory1.bus", "0e"), Map.entry("cxl.memory1.pmem-bytes", "536870912"),
                Map.entry("cxl.memory1.label-bytes", "131072"), Map.entry("cxl.memory1.serial", "0x1001"),
                Map.entry("cxl.memory1.firmware", "BWFW VERSION 00"), Map.entry("cxl.nvdimm-order", "1 0"))));
        assertThat(properties(2, 1, 0).keySet()).allMatch(CxlHardware::isProperty);
        assertThat(CxlHardware.of(properties(2, 1, 0)).nvdimmOrder()).containsExactly(1, 0);
    }

    @Test void namesBridgesByTheirPlaceAmongThem() throws Exception {
        boot.put("cxl/root0/dport191@", "ACPI0016:01");
        boot.put("cxl/decoder0.0/target_list", "191,12");

        assertThat(properties(2)).containsEntry("cxl.bridge1.bus", "bf").containsEntry("cxl.window0.bridges", "1 0").doesNotContainKey("cxl.nvdimm-order");
        assertThat(CxlHardware.of(properties(2)).windows().getFirst().bridges()).containsExactly(1, 0);
    }

    /** A case may load the modules itself: the boot then shows no bus, or a bus without devices. */
    @Test void leavesOutWhatTheBootDidNotShow() throws Exception {
        boot.keySet().removeIf(key -> key.startsWith("cxl/mem"));
        assertThat(properties(2, 1, 0)).containsOnlyKeys("cxl.bridge0.bus", "cxl.window0.range", "cxl.window0.bridges");
        assertThat(CxlHardware.of(properties(2, 1, 0)).expanders()).isEmpty();

        boot.clear();
        assertThat(properties(2, 1, 0)).isEmpty();
    }

    @Test void aBridgeThatIsNotThereIsRefusedWhenTheMachineIsMade() {
        boot.put("cxl/decoder0.0/target_list", "77");

        assertThatThrownBy(() -> CxlHardware.of(properties(2))).hasMessageStartingWith("cxl.window0.bridges is -1");
    }
}
