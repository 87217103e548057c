package daxplane.process;

import daxplane.inventory.DeviceLease;
import daxplane.inventory.LeaseState;
import daxplane.lease.Lease;
import daxplane.lease.Reason;
import java.util.Optional;

/**
 * A lease of a simulated process on what it has mapped.
 *
 * @param path   what is mapped, {@code /dev/dax0.0}
 * @param offset of the mapping, in bytes
 * @param pin    how its pages were pinned before it gave the mapping back; it pins them again with the mapping
 */
record HeldLease(Lease lease, String path, long offset, long length, boolean write, Optional<String> pin) {

    HeldLease with(Lease next) {
        return new HeldLease(next, path, offset, length, write, pin);
    }

    HeldLease pinnedBefore(Optional<String> how) {
        return new HeldLease(lease, path, offset, length, write, how);
    }

    boolean over() {
        return lease.state() == LeaseState.RELEASED;
    }

    /** Whether it is the lease on this mapping. */
    boolean of(SimulatedProcess.Mapped mapped) {
        return mapped.file().path().equals(path) && mapped.offset() == offset && mapped.length() == length;
    }

    /** As others see it. */
    DeviceLease shown() {
        return new DeviceLease(lease.id(), lease.page(), lease.pages(), lease.state(), lease.generation(), lease.pins() > 0);
    }

    /** For the machine's log. */
    String recorded() {
        return lease.id() + " " + lease.graceMillis() + " " + lease.state() + " " + lease.generation() + " " + lease.pins() + " " + lease.quiesced() + " "
                + lease.reason().map(Reason::name).orElse("-") + " " + lease.deadlineMillis() + " " + offset + " " + length + " " + write + " "
                + pin.orElse("-") + " " + lease.device() + " " + path;
    }

    static HeldLease restored(String text, String process) {
        String[] fields = text.split(" ", 14);
        long offset = Long.parseLong(fields[8]);
        long length = Long.parseLong(fields[9]);
        return new HeldLease(new Lease(Long.parseLong(fields[0]), fields[12], offset / Openable.PAGE, pages(length), process, Long.parseLong(fields[1]),
                LeaseState.valueOf(fields[2]), Long.parseLong(fields[3]), Integer.parseInt(fields[4]), Boolean.parseBoolean(fields[5]),
                fields[6].equals("-") ? Optional.empty() : Optional.of(Reason.valueOf(fields[6])), Long.parseLong(fields[7])),
                fields[13], offset, length, Boolean.parseBoolean(fields[10]), fields[11].equals("-") ? Optional.empty() : Optional.of(fields[11]));
    }

    static long pages(long bytes) {
        return (bytes + Openable.PAGE - 1) / Openable.PAGE;
    }
}
