package daxplane.machine.definition;

import daxplane.kernel.CxlHardware;
import daxplane.kernel.KernelProfile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and values of machine.properties. */
public final class MachineProperties {

    /** Name of the machine, for people. */
    public static final String NAME = "name";
    /** Which rules the kernel follows: one of {@link #PROFILES}. */
    public static final String PROFILE = "kernel.profile";
    /** As uname -r prints it; what is usual for the profile when it is not told. */
    public static final String RELEASE = "kernel.release";
    /** As /proc/cmdline shows it; {@code memmap=SIZE!START} and {@code memmap=SIZE%START-OLD+NEW} describe memory. */
    public static final String COMMAND_LINE = "kernel.command-line";
    /** Modules that are loaded at boot, in this order, separated by blanks. */
    public static final String MODULES = "modules";
    /** Size of a memory block in bytes, a power of two from 1 MiB on. */
    public static final String BLOCK_BYTES = "memory.block-bytes";
    /** What happens to added memory: one of {@link #ONLINE_POLICIES}. */
    public static final String AUTO_ONLINE = "memory.auto-online";
    /** MemTotal before anything is hot-added, in KiB. */
    public static final String TOTAL_KIB = "memory.total-kib";
    /**
     * Pages of a zone that the allocator manages after boot, as /proc/zoneinfo prints them:
     * {@code memory.node0.DMA32.managed-pages}. What is not told follows from {@link #TOTAL_KIB}.
     */
    public static final Pattern MANAGED_PAGES = Pattern.compile("memory\\.node\\d{1,4}\\.(DMA|DMA32|Normal)\\.managed-pages");
    /** RAM that holds tables in place of the firmware's, as iomem tells ranges: {@code 7ffdd000-7ffde028}, separated by blanks. */
    public static final String REPLACED_TABLES = "memory.replaced-tables";
    /**
     * Ranges of persistent memory that no NFIT describes and no kernel parameter, as /proc/iomem writes them:
     * {@code 100000000-11fffffff}, separated by blanks.
     */
    public static final String PERSISTENT = "memory.persistent";
    /** Ranges that the firmware set aside for a specific purpose, likewise. */
    public static final String SOFT_RESERVED = "memory.soft-reserved";
    /** File with the lines of /proc/iomem that belong to other hardware. */
    public static final String IOMEM = "iomem";
    /** Tar of media images; without it, dimmN.img or dimmN.pieces files of the folder. */
    public static final String MEDIA = "media";
    /** Size of the label area of a DIMM without an image: {@code dimm0.label-bytes}. */
    public static final String LABEL_BYTES = "label-bytes";

    static final List<String> ONLINE_POLICIES = List.of("offline", "online", "online_kernel", "online_movable");

    public static final Set<String> PROFILES = KernelProfile.names();

    /** Those without a number in their names. */
    static final Set<String> KNOWN = Set.of(NAME, PROFILE, RELEASE, COMMAND_LINE, MODULES, BLOCK_BYTES, AUTO_ONLINE, TOTAL_KIB,
            REPLACED_TABLES, PERSISTENT, SOFT_RESERVED, IOMEM, MEDIA);

    private MachineProperties() {
    }

    /** Whether anybody reads it. docs/OPERATIONS.md lists them. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name) || MANAGED_PAGES.matcher(name).matches() || CxlHardware.isProperty(name)
                || name.matches("dimm\\d{1,4}\\." + LABEL_BYTES);
    }
}
