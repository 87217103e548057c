package daxplane.lease.desk;

import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceLease;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.LeaseState;
import daxplane.lease.Lease;
import java.util.Optional;

/**
 * What a desk tells of a lease.
 *
 * @param pid of the holder @param name what it calls itself
 */
record KeptLease(long id, String device, long page, long pages, long pid, String name, LeaseState state, long generation, long pins) {

    static KeptLease of(Lease lease, long pid) {
        return new KeptLease(lease.id(), lease.device(), lease.page(), lease.pages(), pid, lease.holder(), lease.state(), lease.generation(), lease.pins());
    }

    static KeptLease parse(Line line) throws Line.Malformed {
        try {
            return new KeptLease(line.number("lease"), line.text("device"), line.number("page"), line.number("pages"), line.number("pid"), line.text("name"),
                    LeaseState.valueOf(line.text("state")), line.number("generation"), line.number("pins"));
        } catch (IllegalArgumentException unknown) {
            throw new Line.Malformed("a state that is none: " + line.text("state"));
        }
    }

    Line line() {
        return Line.of("lease", id, "device", device, "page", page, "pages", pages, "pid", pid, "name", name, "state", state.name(), "generation", generation, "pins", pins);
    }

    boolean of(String itsDevice, long itsPid) {
        return device.equals(itsDevice) && pid == itsPid;
    }

    KeptLease in(LeaseState next) {
        return new KeptLease(id, device, page, pages, pid, name, next, generation + 1, next.quiet() ? 0 : pins);
    }

    Holder holder() {
        return new Holder(DeviceUse.Kind.LEASED, (int) pid, name, Optional.of(new DeviceLease(id, page, pages, state, generation, pins > 0)));
    }
}
