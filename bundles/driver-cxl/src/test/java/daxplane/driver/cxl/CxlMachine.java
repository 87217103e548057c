package daxplane.driver.cxl;

import daxplane.driver.label.LabelModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.media.AddressMap;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.media.DimmMedia;
import daxplane.kernel.media.MemoryStorage;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.nvdimm.LibnvdimmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A machine with memory devices of 512 MiB each, in turn behind its host bridges, and a window of 4 GiB at 64 GiB. */
final class CxlMachine {

    static final long WINDOW = 64L << 30;
    static final long DEVICE_BYTES = 512L << 20;
    static final String CXL = "/sys/bus/cxl/devices/";
    static final String ND = "/sys/bus/nd/devices/";

    private static final int LABEL_BYTES = 128 << 10;
    private static final String[] MODULES = {"cxl_acpi", "cxl_pci", "cxl_mem", "cxl_pmem"};

    private final TestMachine machine;

    CxlMachine(TestMachine machine) {
        this.machine = machine;
    }

    static CxlMachine with(int bridges, int devices) {
        return with(bridges, devices, "6.1");
    }

    static CxlMachine with(int bridges, int devices, String profile) {
        return new CxlMachine(builder(bridges, devices).profile(profile).module(new CxlMemModule()).module(new LabelModule()).module(new LibnvdimmModule())
                .module(new CxlPmemModule()).boot(MODULES));
    }

    /** Without drivers of memory devices and what is beyond the cxl bus. */
    static TestMachine.Builder builder(int bridges, int devices) {
        Map<String, String> properties = properties(bridges, devices);
        var affinity = List.of(new MemoryAffinity(AddressRange.ofSize(0, 2L << 30), 0, true, false, false),
                new MemoryAffinity(AddressRange.ofSize(WINDOW, 4L << 30), 1, true, true, false));
        var firmware = new Firmware(Optional.empty(), affinity, Map.of(0, 0), List.of(), List.of(), List.of(), List.of(), properties);
        List<Dimm> media = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            media.add(new Dimm(new MemoryStorage("cxl" + i + ".img", DEVICE_BYTES + LABEL_BYTES), DEVICE_BYTES, LABEL_BYTES));
        }
        return TestMachine.with().profile("6.1").firmware(firmware).media(new DimmMedia(AddressMap.of(firmware), media)).module(new MemoryModule())
                .module(new CxlModule()).module(new CxlAcpiModule()).module(new CxlPciModule());
    }

    static Map<String, String> properties(int bridges, int devices) {
        Map<String, String> properties = new TreeMap<>();
        for (int i = 0; i < bridges; i++) {
            properties.put("cxl.bridge" + i + ".bus", Integer.toHexString(16 * (i + 1)));
        }
        properties.put("cxl.window0.range", "%x-%x".formatted(WINDOW, WINDOW + (4L << 30) - 1));
        for (int i = 0; i < devices; i++) {
            properties.put("cxl.memory" + i + ".bridge", Integer.toString(i % bridges));
            properties.put("cxl.memory" + i + ".bus", Integer.toHexString(16 * (i % bridges + 1) + 1 + i / bridges));
            properties.put("cxl.memory" + i + ".pmem-bytes", Long.toString(DEVICE_BYTES));
            properties.put("cxl.memory" + i + ".serial", "0x" + Integer.toHexString(0x77 + i));
        }
        return properties;
    }

    TestMachine machine() {
        return machine;
    }

    String cxl(String file) {
        return machine.read(CXL + file).strip();
    }

    String nd(String file) {
        return machine.read(ND + file).strip();
    }

    String write(String file, String value) {
        return machine.write(CXL + file, value + "\n");
    }

    /** Gives all of a device to the next region. */
    void allot(String decoder) {
        write(decoder + "/mode", "pmem");
        write(decoder + "/dpa_size", Long.toString(DEVICE_BYTES));
    }

    /** Makes region0 of whole devices. @return what the driver answered */
    String region(int granularity, String... decoders) {
        write("decoder0.0/create_pmem_region", "region0");
        write("region0/interleave_granularity", Integer.toString(granularity));
        write("region0/interleave_ways", Integer.toString(decoders.length));
        write("region0/uuid", "2c8854b1-8f87-4cbd-9267-348f888560e1");
        write("region0/size", Long.toString(DEVICE_BYTES * decoders.length));
        for (int i = 0; i < decoders.length; i++) {
            allot(decoders[i]);
            write("region0/target" + i, decoders[i]);
        }
        write("region0/commit", "1");
        return machine.write("/sys/bus/cxl/drivers/cxl_region/bind", "region0\n");
    }
}
