package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.core.KernelSetup.ForeignLine;
import java.util.List;
import java.util.Optional;

/**
 * Where the kernel itself lies while it boots: that is its RAM, whatever the map of memory or the command line says of it.
 *
 * <pre>
 *   Kernel code | Kernel rodata | Kernel data | Kernel bss | early allocations   lines of /proc/iomem, and what is behind the last
 * </pre>
 *
 * @param range whole pages
 */
record KernelImage(AddressRange range) {

    /** What a kernel prints last that has no page for the code with which the other processors begin (corpus acc-memmap-panic). */
    static final String NO_TRAMPOLINE = "Kernel panic - not syncing: Real mode trampoline was not allocated";

    private static final String FIRST = "Kernel code";
    private static final String LAST = "Kernel bss";

    /** Behind its zeroed data; no line tells of it (corpus acc-memmap-kernel: 3c00000 to 3c2ffff). */
    private static final long EARLY_ALLOCATIONS_BYTES = 0x30000;

    /** Below it lies what the firmware keeps for itself. */
    private static final long LOWEST = 0x10000;
    private static final long ONE_MIB = 1 << 20;
    private static final long TRAMPOLINE_BYTES = 0x8000;

    /** Empty where the lines do not tell. */
    static Optional<KernelImage> of(List<ForeignLine> iomem) {
        Optional<AddressRange> first = named(iomem, FIRST);
        Optional<AddressRange> last = named(iomem, LAST);
        return first.flatMap(code -> last.filter(bss -> Long.compareUnsigned(code.start(), bss.end()) < 0)
                .map(bss -> new KernelImage(new AddressRange(code.start(), bss.end() + EARLY_ALLOCATIONS_BYTES))));
    }

    private static Optional<AddressRange> named(List<ForeignLine> iomem, String name) {
        return iomem.stream().filter(line -> line.name().equals(name)).map(ForeignLine::range).findFirst();
    }

    /** Where all of it is RAM nothing changes. */
    void keepRam(MemoryMap map) {
        long covered = map.settled().stream().filter(entry -> entry.type() == MemoryMap.RAM)
                .flatMap(entry -> entry.range().intersection(range).stream()).mapToLong(AddressRange::bytes).sum();
        if (covered != range.bytes()) {
            map.remove(range, Optional.empty());
            map.add(range, MemoryMap.RAM);
        }
    }

    /** Whether some RAM lies where processors can start. */
    static boolean startsProcessors(List<MemoryMap.Entry> entries) {
        AddressRange low = new AddressRange(LOWEST, ONE_MIB);
        return entries.stream().filter(entry -> entry.type() == MemoryMap.RAM)
                .flatMap(entry -> entry.range().intersection(low).stream()).anyMatch(free -> free.bytes() >= TRAMPOLINE_BYTES);
    }
}
