/**
 * Machine definitions of running hosts: the command {@code capture}.
 *
 * <p>Looks through the port and writes a folder from which a simulated machine boots that is the host's twin: the firmware's
 * tables, the label areas, the parameters of the kernel, and what makes each namespace come up as what it is. The host is not
 * changed, and nothing that anybody stored is read: info blocks and the metadata of block translation are made from what the
 * attributes tell, because nobody can read them while the memory is in use (docs/decisions/095).
 *
 * <p>The twin is the host as it boots with these media: memory that was handed to the kernel since then is a device again.
 *
 * {@snippet file="daxplane/capture/PackageExample.java" region="example"}
 */
package daxplane.capture;
