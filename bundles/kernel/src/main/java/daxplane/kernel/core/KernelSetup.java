package daxplane.kernel.core;

import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Firmware;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.Media;
import daxplane.kernel.MemoryHotplug;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a kernel is started on.
 *
 * @param iomem  lines of /proc/iomem that belong to other hardware, outer lines first
 * @param memory memory hotplug; when empty, a built-in module exports it
 * @param tables the firmware's tables by signature ({@code NFIT}), byte by byte, as /sys/firmware/acpi/tables shows them
 */
public record KernelSetup(KernelProfile profile, Firmware firmware, Media media, List<ForeignLine> iomem, ModuleSource modules,
        Optional<MemoryHotplug> memory, SortedMap<String, byte[]> tables) {

    public KernelSetup {
        iomem = List.copyOf(iomem);
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** A kernel that shows no tables. */
    public KernelSetup(KernelProfile profile, Firmware firmware, Media media, List<ForeignLine> iomem, ModuleSource modules,
            Optional<MemoryHotplug> memory) {
        this(profile, firmware, media, iomem, modules, memory, Collections.emptySortedMap());
    }

    /** Modules that were loaded when these documents were written, in the order of their loading. */
    public static List<String> modulesIn(List<StateRecord> documents) {
        return documents.stream().filter(document -> document.owner().equals(BusFiles.OWNER)).map(StateRecord::key)
                .filter(key -> key.startsWith(ModuleTable.KEY)).map(key -> key.substring(ModuleTable.KEY.length())).toList();
    }

    /** Memory or device registers of hardware that is not simulated. */
    public record ForeignLine(AddressRange range, String name) {
    }

    /** The modules that bundles offer at the moment. */
    public interface ModuleSource {

        Optional<KernelModule> module(String name);

        /** Names of those that are part of the kernel image, in the order in which they start. */
        List<String> builtIn();

        /** Whether code is a stranger's: of a bundle that an operator installed, and not of one that is shipped. */
        default boolean strange(Class<?> code) {
            return false;
        }

        /** Names of all that are offered. */
        default List<String> names() {
            return builtIn();
        }
    }
}
