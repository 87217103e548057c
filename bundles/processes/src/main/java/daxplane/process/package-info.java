/**
 * Processes of the simulated machine: who has devices and files open, mapped and pinned, and what the kernel does to them.
 *
 * <p>Owns the table of processes, their open files, mappings and pins, {@code /proc/PID}, and the programs {@code process} (for
 * scenarios), {@code daxuse} (the recordings' program for what no tool shows), {@code dd} and {@code pidof}. Invariants: a mapping is of
 * the binding under which it was made: when the driver lets go of the device, the next touch is SIGBUS, also when another driver or
 * the same one has it by then; a process that has ended holds nothing.
 *
 * <pre>
 *   process start db                                  1000
 *   process db open /dev/dax0.0                       3
 *   process db mmap 3 0 4M w                          mapped
 *   process db touch                                  ok, or SIGBUS BUS_ADRERR at +0x0
 *   process db pin 3 0 4M                             pinned
 *   process db exit
 * </pre>
 */
@Export
@Version("1.0.0")
package daxplane.process;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
