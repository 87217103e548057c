package daxplane.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The attribute files that may be written: those of the subsystems that daxplane is about, and no others. Pure; hosts ask
 * before every write, or are wrapped in {@link GuardedAttributes}.
 *
 * <p>A path is judged as it is written, and by where it leads: links inside of a declared directory may lead out of it
 * ({@code driver/module}). One with {@code ..} in it is judged by where it leads alone.
 */
public final class DeclaredPaths {

    /** PATH_MAX of Linux. */
    public static final int LONGEST_PATH = 4096;

    private static final List<Pattern> WRITABLE = List.of(
            // buses: switches for probing, drivers, devices by name
            Pattern.compile("/sys/bus/(nd|dax|cxl)/drivers_(autoprobe|probe)"),
            Pattern.compile("/sys/bus/(nd|dax|cxl)/drivers/[^/]+/[^/]+"),
            Pattern.compile("/sys/bus/(nd|dax|cxl)/devices/[^/]+/.+"),
            Pattern.compile("/sys/bus/platform/drivers/(hmem|hmem_platform)/(bind|unbind)"),
            // by which keys of DIMMs are told apart from those of another computer
            Pattern.compile("/proc/sys/kernel/hostname"),
            // DIMMs that the kernel's own test module makes
            Pattern.compile("/sys/class/nfit_test_dimm/test_dimm\\d+/.+"),
            Pattern.compile("/sys/devices/platform/nfit_test\\.\\d+/nfit_test_dimm/.+"),
            // the same devices by their real paths: NVDIMMs, soft-reserved memory, CXL, and dax regions wherever they are
            Pattern.compile("/sys/devices/(.+/)?ndbus\\d+/.+"),
            Pattern.compile("/sys/devices/platform/hmem\\.\\d+/.+"),
            Pattern.compile("/sys/devices/(.+/)?ACPI0017:\\d+/.+"),
            Pattern.compile("/sys/devices/.+/dax_region\\d*/.+"),
            Pattern.compile("/sys/devices/.+/dax\\d+\\.\\d+/.+"),
            // what a block device of persistent memory offers
            Pattern.compile("/sys/(class/)?block/pmem[0-9.]+s?/.+"),
            // memory hot-plug
            Pattern.compile("/sys/devices/system/memory/.+"),
            Pattern.compile("/sys/devices/system/node/node\\d+/hugepages/[^/]+/nr_hugepages"),
            Pattern.compile("/sys/module/memory_hotplug/parameters/[^/]+"),
            Pattern.compile("/sys/kernel/mm/numa/demotion_enabled"));

    private DeclaredPaths() {
    }

    /**
     * A path in the one form that is judged: single slashes, none at the end.
     *
     * @throws HostException EINVAL when it is not absolute or holds a NUL; ENAMETOOLONG from {@value #LONGEST_PATH} bytes on
     */
    public static String normalised(String path) throws HostException {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new HostException(Errno.EINVAL, FailedCall.OPEN, path.replace('\0', '?'), "not an absolute path");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length >= LONGEST_PATH) {
            throw new HostException(Errno.ENAMETOOLONG, FailedCall.OPEN, path.substring(0, 64) + "...");
        }
        var normal = new StringBuilder();
        for (String name : path.split("/")) {
            normal.append(name.isEmpty() ? "" : "/" + name);
        }
        return normal.isEmpty() ? "/" : normal.toString();
    }

    /** Whether only the machine can say where a path leads: it goes up, and links decide from where. */
    public static boolean dependsOnLinks(String path) {
        return List.of(path.split("/")).stream().anyMatch(name -> name.equals(".") || name.equals(".."));
    }

    /** @param normalised a path as {@link #normalised} returns it */
    public static boolean writable(String normalised) {
        return WRITABLE.stream().anyMatch(declared -> declared.matcher(normalised).matches());
    }

    /** @throws HostException EPERM when the path is outside of the declared subsystems */
    public static void requireWritable(String normalised) throws HostException {
        if (!writable(normalised)) {
            throw new HostException(Errno.EPERM, FailedCall.OPEN, normalised, "outside of the subsystems that daxplane writes to");
        }
    }
}
