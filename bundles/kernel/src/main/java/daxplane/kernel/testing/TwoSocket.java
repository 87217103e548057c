package daxplane.kernel.testing;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Firmware.Performance;
import daxplane.kernel.Firmware.Performance.Kind;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.memory.MemoryModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recorded machine {@code two-socket} as far as memory goes, written by hand from its tables: two nodes with a processor
 * and 1 GiB each, two nodes for persistent memory at 4 GiB and above.
 */
public final class TwoSocket {

    public static final long MEBIBYTE = 1L << 20;
    public static final long GIBIBYTE = 1L << 30;

    /** System RAM as /proc/iomem shows it. */
    public static final List<AddressRange> RAM = List.of(new AddressRange(0x1000, 0x9fc00), new AddressRange(0x100000, 0x7ffdf000));

    /** The range of the first NVDIMM. */
    public static final AddressRange PMEM0 = AddressRange.ofSize(4 * GIBIBYTE, 2 * GIBIBYTE);
    public static final AddressRange PMEM2 = AddressRange.ofSize(6 * GIBIBYTE, GIBIBYTE);

    private TwoSocket() {
    }

    /** A machine with memory, without buses and drivers. */
    public static TestMachine.Builder machine() {
        return machine(Map.of());
    }

    /** @param parameters of the kernel and of machine.properties; they come on top of the recorded ones */
    public static TestMachine.Builder machine(Map<String, String> parameters) {
        var builder = TestMachine.with().firmware(firmware(parameters)).module(new MemoryModule()).module(new PersistentMemory());
        RAM.forEach(range -> builder.iomem(range, "System RAM"));
        return builder;
    }

    /** Stands in for the provider of the ranges, so that buses above can be tested without it. */
    private static final class PersistentMemory implements KernelModule {

        @Override
        public String name() {
            return "persistent-memory";
        }

        @Override
        public boolean builtIn() {
            return true;
        }

        @Override
        public void load(Kernel kernel) throws KernelException {
            kernel.resources().insert(PMEM0, "Persistent Memory", false, false);
            kernel.resources().insert(PMEM2, "Persistent Memory", false, false);
        }
    }

    public static Firmware firmware(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(Map.of("memory.block-bytes", "134217728", "memory.auto-online", "offline",
                "memory.total-kib", "1955404", "memory.node0.DMA32.managed-pages", "244284"));
        all.putAll(parameters);
        return new Firmware(Optional.empty(), affinity(), Map.of(0, 0, 1, 1),
                List.of(List.of(10, 21, 17, 28), List.of(21, 10, 28, 17), List.of(17, 28, 10, 28), List.of(28, 17, 28, 10)),
                performance(), List.of(), List.of(), all);
    }

    private static List<MemoryAffinity> affinity() {
        return List.of(new MemoryAffinity(new AddressRange(0, 0xa0000), 0, true, false, false),
                new MemoryAffinity(new AddressRange(0x100000, GIBIBYTE), 0, true, false, false),
                new MemoryAffinity(AddressRange.ofSize(GIBIBYTE, GIBIBYTE), 1, true, false, false),
                new MemoryAffinity(PMEM0, 2, true, false, true),
                new MemoryAffinity(AddressRange.ofSize(7 * GIBIBYTE, 512 * MEBIBYTE), 3, true, false, true),
                new MemoryAffinity(PMEM2, 3, true, false, true),
                new MemoryAffinity(AddressRange.ofSize(4 * GIBIBYTE, 38 * GIBIBYTE), 3, true, true, false));
    }

    private static List<Performance> performance() {
        int[][] nanoseconds = {{10, 20, 50, 70}, {20, 10, 70, 50}};
        List<Performance> table = new ArrayList<>();
        for (int initiator = 0; initiator < 2; initiator++) {
            for (int target = 0; target < 4; target++) {
                long bandwidth = 204800 / nanoseconds[initiator][target];
                table.add(new Performance(initiator, target, Kind.READ_LATENCY, nanoseconds[initiator][target]));
                table.add(new Performance(initiator, target, Kind.WRITE_LATENCY, nanoseconds[initiator][target]));
                table.add(new Performance(initiator, target, Kind.READ_BANDWIDTH, bandwidth));
                table.add(new Performance(initiator, target, Kind.WRITE_BANDWIDTH, bandwidth));
            }
        }
        return table;
    }
}
