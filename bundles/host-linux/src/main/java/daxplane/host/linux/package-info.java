/**
 * The port on the running Linux kernel: files of /sys and /proc, ioctls, netlink uevents, modprobe.
 *
 * <p>Owns every system call of daxplane, all of them through the foreign function interface, so that each failure carries
 * the errno that the kernel gave and the call that gave it. Nothing is emulated and nothing retried: what the kernel says
 * is the answer.
 *
 * <pre>{@code
 *   Host host = LinuxHost.open();
 *   host.attributes().write("/sys/devices/system/memory/auto_online_blocks", "offline\n", Cancellation.NEVER);
 *   byte[] labels = host.labelAreas().read("nmem0", 0, 131072);
 * }</pre>
 */
package daxplane.host.linux;
