package daxplane.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.driver.label.LabelModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.ControlRegion;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.MemoryHotplug;
import daxplane.kernel.testing.TestMachine;
import daxplane.labels.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

/** What becomes of the structures of a table; asked of Linux 6.12.117 with tables that an initramfs brought. */
class NfitTopologyTest {

    private static final String ND = "/sys/bus/nd/devices/";
    private static final long START = 4L << 30;
    private static final long PIECE = 256L << 20;

    private final List<SystemRange> ranges = new ArrayList<>();
    private final List<MemoryMapping> mappings = new ArrayList<>();
    private final List<ControlRegion> controls = new ArrayList<>();

    private NfitTopologyTest range(int index, MemoryType type) {
        ranges.add(new SystemRange(index, 0, OptionalInt.empty(), type.guid().toString(), AddressRange.ofSize(START + ranges.size() * PIECE, PIECE), 0));
        return this;
    }

    private NfitTopologyTest mapping(long handle, int physicalId, int range, int control, int flags) {
        mappings.add(new MemoryMapping(handle, physicalId, 0, range, control, PIECE, 0, 0, 0, 1, flags));
        return this;
    }

    private NfitTopologyTest control(int index, int serial) {
        controls.add(new ControlRegion(index, 0x8086, 1, 1, 0, 0, 0, 0, 0, 0, serial, 0x301, 0));
        return this;
    }

    private TestMachine boot() {
        Nfit nfit = new Nfit(1, ranges, mappings, controls, List.of(), Optional.empty());
        var firmware = new Firmware(Optional.of(nfit), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
        MemoryHotplug memory = Mockito.mock();
        Mockito.when(memory.nodeOf(Mockito.anyLong())).thenReturn(OptionalInt.empty());
        var builder = TestMachine.with().firmware(firmware).memory(memory).module(new LabelModule()).module(new LibnvdimmModule()).module(new NfitModule());
        nfit.dimms().forEach(_ -> builder.dimm(PIECE, 131072));
        firmware.withoutDevices().forEach(range -> builder.dimm(range.bytes(), 0));
        return builder.boot("nfit");
    }

    private static String devices(TestMachine machine) {
        return String.join(" ", machine.list(ND).stream().filter(name -> name.matches("(nmem|region|ndbus)\\d+")).sorted().toList());
    }

    @Test
    void aMissingControlRegionFailsTheBus() {
        TestMachine machine = range(1, MemoryType.PERSISTENT).range(2, MemoryType.PERSISTENT).mapping(1, 1, 1, 7, 0).mapping(2, 2, 2, 2, 0)
                .control(2, 0x22).boot();

        assertThat(devices(machine)).isEmpty();
        assertThat(machine.read("/proc/iomem")).doesNotContain("Persistent");
        assertThat(machine.messages()).anyMatch(line -> line.toString().contains("SPA 1 missing DCR 7"));
        assertThat(machine.modprobeRemove("nfit")).isEqualTo("ok");
    }

    @Test
    void aRangeWithoutDevicesIsARegionWithoutDimms() {
        TestMachine machine = range(1, MemoryType.PERSISTENT).boot();

        assertThat(devices(machine)).isEqualTo("ndbus0 region0");
        assertThat(machine.read(ND + "region0/mappings")).isEqualTo("0\n");
        assertThat(machine.read(ND + "region0/set_cookie")).isEqualTo("0x0\n");
        assertThat(machine.read(ND + "region0/available_size")).isEqualTo("0\n");
        assertThat(machine.list(ND + "region0")).doesNotContain("deep_flush");
        assertThat(machine.read(ND + "region0/nstype")).isEqualTo("4\n");
        assertThat(machine.read(ND + "namespace0.0/size")).isEqualTo(PIECE + "\n");
        assertThat(machine.read("/proc/iomem")).contains("100000000-10fffffff : Persistent Memory");
    }

    @ParameterizedTest
    @CsvSource({"PERSISTENT, nd_pmem, true", "VOLATILE, nd_volatile, false", "VOLATILE_VIRTUAL_DISK, nd_volatile, false", "VOLATILE_VIRTUAL_CD, nd_volatile, false",
        "PERSISTENT_VIRTUAL_DISK, nd_pmem, false", "PERSISTENT_VIRTUAL_CD, nd_pmem, false"})
    void kindsOfMemory(MemoryType type, String devtype, boolean shownInIomem) {
        TestMachine machine = range(1, type).boot();

        assertThat(machine.read(ND + "region0/devtype")).isEqualTo(devtype + "\n");
        assertThat(machine.read("/proc/iomem").contains("Persistent Memory")).isEqualTo(shownInIomem);
    }

    @Test
    void registersAreNoRegions() {
        assertThat(devices(range(1, MemoryType.CONTROL_REGION).range(2, MemoryType.DATA_REGION).boot())).isEqualTo("ndbus0");
    }

    /** One that is mapped nowhere is there to be seen; one whose range is not there is not. */
    @Test
    void handlesBecomeDimms() {
        TestMachine machine = range(1, MemoryType.PERSISTENT).mapping(1, 1, 1, 1, 0).mapping(2, 2, 0, 2, 0).mapping(3, 3, 9, 2, 0)
                .control(1, 0x11).control(2, 0x22).boot();

        assertThat(devices(machine)).isEqualTo("ndbus0 nmem0 nmem1 region0");
        assertThat(machine.read(ND + "nmem1/nfit/id")).isEqualTo("8680-22000000\n");
        assertThat(machine.read(ND + "nmem0/nfit/formats") + machine.read(ND + "nmem1/nfit/formats")).isEqualTo("1\n0\n");
    }

    /** The identity is that of the first control region, the physical id that of the last range, and the flags are all of them. */
    @Test
    void whatSeveralMappingsSayOfADimm() {
        TestMachine machine = range(1, MemoryType.PERSISTENT).range(2, MemoryType.PERSISTENT).mapping(1, 5, 1, 1, 0x10).mapping(1, 6, 2, 2, 0x20)
                .control(1, 0x11).control(1, 0x99).control(2, 0x22).boot();

        assertThat(machine.read(ND + "nmem0/nfit/id")).isEqualTo("8680-11000000\n");
        assertThat(machine.read(ND + "nmem0/nfit/phys_id")).isEqualTo("0x6\n");
        assertThat(machine.read(ND + "nmem0/nfit/flags").split(" ")).contains("smart_event", "smart_notify");
        assertThat(machine.read(ND + "region0/set_cookie")).isEqualTo(machine.read(ND + "region1/set_cookie")).isEqualTo("0x4856000008097\n");
    }

    @Test
    void aDimmWithoutControlRegionHasNoIdentity() {
        TestMachine machine = range(1, MemoryType.PERSISTENT).mapping(1, 1, 1, 0, 0).boot();

        assertThat(machine.list(ND + "nmem0/nfit")).containsExactlyInAnyOrder("handle", "phys_id", "flags");
    }

    @Test
    void aMappingOfVolatileMemoryNeedsADimmThatIsThere() {
        assertThat(devices(range(1, MemoryType.VOLATILE).mapping(1, 1, 1, 1, 0).control(1, 0x11).boot())).isEmpty();
    }

    /** The firmware's memory map may tell of the same memory: its line is not there twice, and stays when the module leaves. */
    @Test
    void aLineOfTheFirmwareIsNotListedTwice() {
        Nfit nfit = new Nfit(1, List.of(new SystemRange(1, 0, OptionalInt.empty(), MemoryType.PERSISTENT.guid().toString(), AddressRange.ofSize(START, PIECE), 0)),
                List.of(), List.of(), List.of(), Optional.empty());
        MemoryHotplug memory = Mockito.mock();
        Mockito.when(memory.nodeOf(Mockito.anyLong())).thenReturn(OptionalInt.empty());
        TestMachine machine = TestMachine.with().memory(memory).module(new LabelModule()).module(new LibnvdimmModule()).module(new NfitModule()).dimm(PIECE, 0)
                .firmware(new Firmware(Optional.of(nfit), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of()))
                .iomem(AddressRange.ofSize(START, 4 * PIECE), "Persistent Memory").boot("nfit");

        assertThat(machine.read("/proc/iomem")).isEqualTo("100000000-13fffffff : Persistent Memory\n");
        machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n");
        assertThat(machine.modprobeRemove("nfit")).isEqualTo("ok");
        assertThat(machine.read("/proc/iomem")).isEqualTo("100000000-13fffffff : Persistent Memory\n");
    }
}
