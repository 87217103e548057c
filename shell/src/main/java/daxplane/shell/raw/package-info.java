/**
 * The kernel's interface by hand: the few commands of a shell that the recipes use, on the machine's own files.
 *
 * <p>Owns {@code echo cat ls grep readlink modprobe} and what {@code >} writes. They look through the port; every write is an
 * operation of the control plane. Messages and exit codes are those of the commands that people know.
 *
 * {@snippet lang="shell" :
 *   grep -vl online /sys/devices/system/memory/memory3?/state
 *   echo dax0.0 > /sys/bus/dax/drivers/kmem/new_id
 * }
 */
package daxplane.shell.raw;
