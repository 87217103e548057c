package daxplane.it.nvdimm;

import daxplane.dax.DaxModule;
import daxplane.driver.btt.BttModule;
import daxplane.driver.daxpmem.DaxPmemModule;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.driver.kmem.DaxKmemModule;
import daxplane.driver.kmem.KmemModule;
import daxplane.block.BlockModule;
import daxplane.driver.label.LabelModule;
import daxplane.driver.pmem.PmemModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.ControlRegion;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import daxplane.nvdimm.E820Module;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.nvdimm.NfitModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Machines with persistent memory, in memory, with all modules that drive it. */
final class RecordedMachine {

    /** Loaded at boot, in the order of the recordings. */
    static final String[] MODULES = {"nfit", "nd_e820", "nd_pmem", "nd_btt", "dax_pmem", "device_dax"};

    private static final String PERSISTENT = "66f0d379-b4f3-4074-ac43-0d3318b78cdb";
    private static final int NOT_ARMED = 8;

    private RecordedMachine() {
    }

    static TestMachine.Builder with(Firmware firmware) {
        var builder = TestMachine.with().firmware(firmware).module(new MemoryModule()).module(new BlockModule())
                .module(new DaxModule()).module(new LabelModule()).module(new LibnvdimmModule()).module(new NfitModule()).module(new E820Module())
                .module(new BttModule()).module(new PmemModule()).module(new DaxPmemModule()).module(new DeviceDaxModule())
                .module(new KmemModule()).module(new DaxKmemModule());
        TwoSocket.RAM.forEach(range -> builder.iomem(range, "System RAM"));
        return builder;
    }

    /** Tables of memory as in two-socket, with other persistent memory. */
    static Firmware firmware(Optional<Firmware.Nfit> nfit, List<MemoryAffinity> persistent, List<AddressRange> e820) {
        Firmware base = TwoSocket.firmware(Map.of());
        List<MemoryAffinity> affinity = new ArrayList<>(base.affinity().stream().filter(entry -> !entry.nonVolatile()
                && !entry.hotpluggable()).toList());
        affinity.addAll(persistent);
        return new Firmware(nfit, affinity, base.processors(), base.distances(), base.performance(), e820, List.of(), base.parameters());
    }

    /** The machine of a recorded case: {@code {dimms, regions, e820}}, see the resources. */
    @SuppressWarnings("unchecked") // the shape of the JSON is that of the resources beside this test
    static TestMachine boot(Map<String, Object> description, String profile) {
        List<Map<String, Object>> dimms = (List<Map<String, Object>>) description.get("dimms");
        List<Map<String, Object>> regions = (List<Map<String, Object>>) description.get("regions");
        List<Map<String, Object>> e820 = (List<Map<String, Object>>) description.get("e820");
        List<MemoryAffinity> affinity = new ArrayList<>();
        regions.forEach(region -> affinity.add(affinity(region)));
        e820.forEach(region -> affinity.add(affinity(region)));
        var builder = with(firmware(dimms.isEmpty() ? Optional.empty() : Optional.of(nfit(dimms, regions)), affinity,
                e820.stream().map(RecordedMachine::range).toList())).profile(profile);
        dimms.forEach(dimm -> builder.dimm(number(dimm, "capacity"), (int) number(dimm, "labels")));
        e820.forEach(region -> builder.dimm(number(region, "bytes"), 0).iomem(range(region), "Persistent Memory (legacy)"));
        return builder.boot(MODULES);
    }

    private static MemoryAffinity affinity(Map<String, Object> region) {
        return new MemoryAffinity(range(region), (int) number(region, "target"), true, false, !"e820".equals(region.get("kind")));
    }

    private static AddressRange range(Map<String, Object> region) {
        return AddressRange.ofSize(number(region, "start"), number(region, "bytes"));
    }

    @SuppressWarnings("unchecked") // as above
    private static Firmware.Nfit nfit(List<Map<String, Object>> dimms, List<Map<String, Object>> regions) {
        List<SystemRange> ranges = new ArrayList<>();
        List<MemoryMapping> mappings = new ArrayList<>();
        for (Map<String, Object> region : regions) {
            ranges.add(new SystemRange((int) number(region, "index"), 3, OptionalInt.of((int) number(region, "target")), PERSISTENT,
                    range(region), 0x8008));
        }
        for (int dimm = 0; dimm < dimms.size(); dimm++) {
            for (Map<String, Object> region : regions) {
                List<List<Number>> pieces = (List<List<Number>>) region.get("maps");
                for (List<Number> piece : pieces) {
                    if (piece.get(0).intValue() == dimm) {
                        mappings.add(new MemoryMapping(number(dimms.get(dimm), "handle"), 0, 0, (int) number(region, "index"), dimm + 1,
                                piece.get(2).longValue(), pieces.size() > 1 ? piece.get(3).longValue() * 4096 : 0,
                                piece.get(1).longValue(), 0, pieces.size(),
                                Boolean.TRUE.equals(dimms.get(dimm).get("unarmed")) ? NOT_ARMED : 0));
                    }
                }
            }
        }
        List<ControlRegion> controls = new ArrayList<>();
        for (int dimm = 0; dimm < dimms.size(); dimm++) {
            long serial = Integer.toUnsignedLong(Integer.reverseBytes((int) number(dimms.get(dimm), "serial")));
            controls.add(new ControlRegion(dimm + 1, 0x8086, 1, 1, 0, 0, 0, 0, 0, 0, serial, 0x301, 0));
        }
        return new Firmware.Nfit(1, ranges, mappings, controls, List.of(), capabilities(regions));
    }

    private static Optional<Integer> capabilities(List<Map<String, Object>> regions) {
        Object domain = regions.getFirst().get("domain");
        return domain == null ? Optional.empty() : Optional.of(domain.equals("cpu_cache") ? 3 : 2);
    }

    static long number(Map<String, Object> object, String key) {
        return ((Number) object.get(key)).longValue();
    }
}
