package daxplane.kernel;

/**
 * Which kernel it is. Rules that differ between kernels ask for the rule, never for the name.
 *
 * @param name    {@code 6.12}, {@code 6.1}, {@code nd-2018}, {@code kmem-v4}, {@code 5.1}
 * @param release as uname -r prints it
 */
public record KernelProfile(String name, String release) {
}
