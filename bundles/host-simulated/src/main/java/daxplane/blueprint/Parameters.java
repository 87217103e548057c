package daxplane.blueprint;

import daxplane.inventory.AddressRange;
import daxplane.kernel.MemoryParameters;
import daxplane.machine.definition.MachineProperties;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What no firmware table says about a machine.
 *
 * @param name         for people, one line
 * @param profile      one of {@link #PROFILES}
 * @param release      as uname -r prints it
 * @param commandLine  as /proc/cmdline shows it
 * @param modules      loaded at boot, in this order
 * @param blockBytes   size of a memory block
 * @param autoOnline   as auto_online_blocks shows it
 * @param totalKib     MemTotal before anything was hot-added
 * @param managedPages by {@code node0.DMA32} and the like, as /proc/zoneinfo shows them before anything was hot-added
 * @param persistent   ranges of persistent memory that no NFIT describes
 * @param softReserved ranges that the firmware set aside for a specific purpose
 * @param replacedTables ranges of RAM that hold tables which replaced the firmware's
 */
public record Parameters(String name, String profile, String release, String commandLine, List<String> modules, long blockBytes,
        String autoOnline, long totalKib, SortedMap<String, Long> managedPages, List<AddressRange> persistent,
        List<AddressRange> softReserved, List<AddressRange> replacedTables) {

    /** Kernels whose rules are known, the newest first. */
    public static final List<String> PROFILES = MachineProperties.PROFILES.stream().sorted(Comparator.reverseOrder()).toList();

    static final String IOMEM_FILE = "iomem.txt";

    /** The text of machine.properties. */
    String text() {
        var text = new StringBuilder("# What no firmware table says about this machine.\n");
        line(text, MachineProperties.NAME, name);
        line(text, MachineProperties.PROFILE, profile);
        line(text, MachineProperties.RELEASE, release);
        line(text, MachineProperties.COMMAND_LINE, commandLine);
        line(text, MachineProperties.MODULES, String.join(" ", modules));
        line(text, MemoryParameters.BLOCK_BYTES, Long.toString(blockBytes));
        line(text, MemoryParameters.AUTO_ONLINE, autoOnline);
        text.append("# MemTotal before anything is hot-added\n");
        line(text, MemoryParameters.TOTAL_KIB, Long.toString(totalKib));
        managedPages.forEach((zone, pages) -> line(text, "memory." + zone + ".managed-pages", Long.toString(pages)));
        ranges(text, MachineProperties.PERSISTENT, persistent);
        ranges(text, MachineProperties.SOFT_RESERVED, softReserved);
        ranges(text, MemoryParameters.REPLACED_TABLES, replacedTables);
        text.append("# resource tree lines that belong to other hardware\n");
        line(text, MachineProperties.IOMEM, IOMEM_FILE);
        return text.toString();
    }

    private static void ranges(StringBuilder text, String property, List<AddressRange> ranges) {
        if (!ranges.isEmpty()) {
            line(text, property, ranges.stream().map(range -> "%x-%x".formatted(range.start(), range.last())).collect(Collectors.joining(" ")));
        }
    }

    /** A backslash would escape what follows it; a line ends at its end. */
    private static void line(StringBuilder text, String property, String value) {
        text.append(property).append(" = ").append(value.strip().replace("\\", "\\\\").replace("\n", " ")).append('\n');
    }
}
