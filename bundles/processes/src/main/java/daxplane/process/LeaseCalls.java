package daxplane.process;

import daxplane.host.Errno;
import daxplane.inventory.LeaseState;
import daxplane.kernel.KernelException;
import daxplane.lease.Lease;
import daxplane.lease.LeaseInput;
import daxplane.lease.LeaseLife;
import daxplane.lease.Reason;
import daxplane.process.SimulatedProcess.Mapped;
import daxplane.process.SimulatedProcess.OpenFile;
import java.util.List;
import java.util.Optional;

/**
 * Leases of simulated processes, by the rules of {@link LeaseLife}. A process that has one lets go of its mapping when it is asked,
 * pins and open files included, and takes it again when it is told that it may; one that is stubborn does not answer.
 */
final class LeaseCalls {

    /** Of one process. */
    private static final int MOST_LEASES = 1024;
    private static final long MOST_SECONDS = 3600;
    private static final long DEFAULT_SECONDS = 5;

    private final ProcessTable table;
    private final SimulatedProcess process;

    LeaseCalls(ProcessTable table, SimulatedProcess process) {
        this.table = table;
        this.process = process;
    }

    /** On each mapping of the device that has none yet. EINVAL nothing of it is mapped; ENXIO what is mapped has gone. */
    void acquire(String device, Optional<String> grace) throws KernelException {
        long millis = seconds(grace) * 1000;
        boolean any = false;
        for (Mapped mapped : List.copyOf(process.mapped())) {
            if (!means(device, mapped.file()) || process.leases().stream().anyMatch(held -> held.of(mapped))) {
                continue;
            }
            if (!mapped.mapping().valid()) {
                throw new KernelException(Errno.ENXIO, device + " has gone since it was mapped");
            }
            if (process.leases().size() >= MOST_LEASES) {
                throw new KernelException(Errno.ENOSPC, "a process has at most " + MOST_LEASES + " leases");
            }
            Lease lease = new Lease(table.nextLease(), mapped.file().deviceName(), mapped.offset() / Openable.PAGE, HeldLease.pages(mapped.length()), process.name(), millis,
                    LeaseState.GRANTED, 1, process.pin().isPresent() ? 1 : 0, false, Optional.empty(), 0);
            process.leases().add(new HeldLease(lease, mapped.file().path(), mapped.offset(), mapped.length(), mapped.write(), Optional.empty()));
            any = true;
        }
        if (!any && process.leases().stream().noneMatch(held -> process.mapped().stream().anyMatch(mapped -> held.of(mapped) && means(device, mapped.file())))) {
            throw new KernelException(Errno.EINVAL, process.name() + " has nothing of " + device + " mapped");
        }
        table.changed(process);
    }

    /**
     * Asks for the device back. Time is not waited for: who does not answer has not answered by the deadline.
     *
     * @throws KernelException ETIMEDOUT it did not answer, and its mapping is still there; EBUSY its pins are, too
     */
    void yield(String device, Optional<String> deadline) throws KernelException {
        long millis = seconds(deadline) * 1000;
        for (HeldLease held : of(device)) {
            if (held.lease().state() == LeaseState.GRANTED) {
                HeldLease asked = apply(held, new LeaseInput.Revoke(Reason.ADMIN, millis));
                HeldLease answered = process.stubborn() ? asked : letGo(asked);
                apply(answered, new LeaseInput.Clock(millis));
            }
        }
        table.changed(process);
        if (of(device).stream().anyMatch(held -> held.lease().state() == LeaseState.BROKEN)) {
            throw new KernelException(Errno.EBUSY, process.name() + " keeps pages pinned, and did not give them back within " + millis / 1000 + " s");
        }
        if (of(device).stream().anyMatch(held -> process.mapped().stream().anyMatch(held::of))) {
            throw new KernelException(Errno.ETIMEDOUT, process.name() + " did not answer within " + millis / 1000 + " s");
        }
    }

    private static boolean means(String device, Openable file) {
        return file.deviceName().equals(device) || file.path().equals("/dev/" + device) || file.path().equals("/dev/mapper/" + device);
    }

    private HeldLease letGo(HeldLease asked) throws KernelException {
        HeldLease held = asked;
        Optional<String> pin = process.pin();
        if (pin.isPresent() && held.lease().pins() > 0) {
            held = replace(held, held.pinnedBefore(pin));
            process.pin(Optional.empty());
            for (HeldLease each : List.copyOf(process.leases())) {
                HeldLease unpinned = each.lease().pins() > 0 ? apply(each, new LeaseInput.Unpin()) : each;
                held = each.lease().id() == held.lease().id() ? unpinned : held;
            }
        }
        HeldLease leaving = held;
        process.mapped().removeIf(leaving::of);
        for (OpenFile file : List.copyOf(process.files())) {
            if (file.file().path().equals(held.path()) && process.mapped().stream().noneMatch(mapped -> mapped.file().path().equals(leaving.path()))) {
                table.close(process, file);
            }
        }
        return apply(held, new LeaseInput.Quiesced());
    }

    /** What was asked back is there again, or was not taken: maps it again. EBUSY its pins were not given back in time; ENXIO, ENOENT it is not there. */
    void resume(String device) throws KernelException {
        for (HeldLease held : of(device)) {
            if (held.lease().state() == LeaseState.GRANTED) {
                continue;
            }
            boolean mapped = process.mapped().stream().anyMatch(held::of);
            if (!mapped && held.lease().state() != LeaseState.BROKEN) {
                int descriptor = table.open(process, held.path(), false, false);
                OpenFile file = process.files().stream().filter(open -> open.descriptor() == descriptor).findFirst().orElseThrow();
                try {
                    table.map(process, file.file(), held.offset(), held.length(), held.write());
                } catch (KernelException refused) {
                    table.close(process, file);
                    throw refused;
                }
            }
            HeldLease again = apply(held, new LeaseInput.Reacquire());
            if (again.pin().isPresent()) {
                process.pin(again.pin());
                apply(replace(again, again.pinnedBefore(Optional.empty())), new LeaseInput.Pin());
            }
        }
        table.changed(process);
    }

    /** The mapping stays; nobody asks for it any more before it is taken. EBUSY pages are pinned. */
    void release(String device) throws KernelException {
        for (HeldLease held : of(device)) {
            apply(held, new LeaseInput.Release());
        }
        table.changed(process);
    }

    /** Pages of everything that it has mapped are pinned, or are no longer. EBUSY a lease is being asked back. */
    void pins(boolean on) throws KernelException {
        for (HeldLease held : List.copyOf(process.leases())) {
            if (on != held.lease().pins() > 0 && process.mapped().stream().anyMatch(held::of)) {
                apply(held, on ? new LeaseInput.Pin() : new LeaseInput.Unpin());
            }
        }
    }

    /** Leases on what went without anybody being asked. */
    void lookForGone() {
        for (HeldLease held : List.copyOf(process.leases())) {
            if (process.mapped().stream().anyMatch(mapped -> held.of(mapped) && !mapped.mapping().valid())
                    && LeaseLife.apply(held.lease(), new LeaseInput.DeviceGone()) instanceof LeaseLife.Step.Done(var next, _) && !next.equals(held.lease())) {
                replace(held, held.with(next));
            }
        }
    }

    List<HeldLease> of(String device) {
        return process.leases().stream().filter(held -> device.equals("all") || held.lease().device().equals(device)).toList();
    }

    private HeldLease apply(HeldLease held, LeaseInput input) throws KernelException {
        return switch (LeaseLife.apply(held.lease(), input)) {
            case LeaseLife.Step.Done(var next, _) -> replace(held, held.with(next));
            case LeaseLife.Step.Refused(var errno, var rule) -> throw new KernelException(errno, rule);
        };
    }

    private HeldLease replace(HeldLease before, HeldLease after) {
        process.leases().removeIf(held -> held.lease().id() == before.lease().id());
        if (!after.over()) {
            process.leases().add(after);
        }
        return after;
    }

    private static long seconds(Optional<String> text) throws KernelException {
        long seconds = text.isPresent() ? Amount.of(text.get()) : DEFAULT_SECONDS;
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new KernelException(Errno.EINVAL, "between 1 and " + MOST_SECONDS + " seconds, not " + seconds);
        }
        return seconds;
    }
}
