package daxplane.kernel;

/**
 * Which kernel it is. Rules that differ between kernels ask for the rule, never for the name.
 *
 * @param name    {@code 6.12}, {@code 6.1}, {@code nd-2018}, {@code kmem-v4}, {@code 5.1}
 * @param release as uname -r prints it
 */
public record KernelProfile(String name, String release) {

    /** Since 5.14 writing to {@code bind} reports the probe's errno, and EBUSY for a bound device; before it was always ENODEV. */
    public boolean bindReportsProbeErrno() {
        return atLeast(5, 14);
    }

    /** Whether the kernel is this release of Linux or a later one. The patch series of the requirements count as 5.0. */
    public boolean atLeast(int major, int minor) {
        String[] parts = switch (name) {
            case "nd-2018" -> new String[] {"4", "20"};
            case "kmem-v4" -> new String[] {"5", "0"};
            default -> name.split("\\.", 3);
        };
        int ownMajor = Integer.parseInt(parts[0]);
        return ownMajor != major ? ownMajor > major : parts.length > 1 && Integer.parseInt(parts[1]) >= minor;
    }
}
