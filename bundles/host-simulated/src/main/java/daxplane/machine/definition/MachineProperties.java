package daxplane.machine.definition;

import daxplane.kernel.CxlHardware;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.MemoryParameters;
import daxplane.kernel.NvdimmHardware;
import daxplane.kernel.PropertyText;
import java.util.List;
import java.util.Set;

/** Names and values of machine.properties. */
public final class MachineProperties {

    /** Name of the machine, for people. */
    public static final String NAME = "name";
    /** Which rules the kernel follows: one of {@link #PROFILES}. */
    public static final String PROFILE = "kernel.profile";
    /** As uname -r prints it; what is usual for the profile when it is not told. */
    public static final String RELEASE = "kernel.release";
    /** As /proc/cmdline shows it; {@link MemmapWords} describe memory. */
    public static final String COMMAND_LINE = KernelCommandLine.PROPERTY;
    /** Modules that are loaded at boot, in this order, separated by blanks. */
    public static final String MODULES = "modules";
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

    public static final Set<String> PROFILES = KernelProfile.names();

    /** Those without a number in their names. */
    static final Set<String> KNOWN = Set.of(NAME, PROFILE, RELEASE, COMMAND_LINE, MODULES, MemoryParameters.BLOCK_BYTES,
            MemoryParameters.AUTO_ONLINE, MemoryParameters.TOTAL_KIB,
            MemoryParameters.REPLACED_TABLES, PERSISTENT, SOFT_RESERVED, IOMEM, MEDIA);

    private MachineProperties() {
    }

    /** Whether anybody reads it. docs/OPERATIONS.md lists them. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name) || MemoryParameters.MANAGED_PAGES.matcher(name).matches() || CxlHardware.isProperty(name) || NvdimmHardware.isProperty(name)
                || name.matches("dimm" + PropertyText.INDEX + "\\." + LABEL_BYTES);
    }
}
