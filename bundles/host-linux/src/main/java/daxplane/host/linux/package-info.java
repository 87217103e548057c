/**
 * The port on the running Linux kernel: files of /sys and /proc, ioctls, netlink uevents, modprobe.
 *
 * <p>Owns every system call of daxplane, all of them through the foreign function interface, so that each failure carries
 * the errno that the kernel gave and the call that gave it. Nothing is emulated and nothing retried: what the kernel says
 * is the answer.
 *
 * {@snippet file="daxplane/host/linux/PackageExample.java" region="example"}
 */
package daxplane.host.linux;
