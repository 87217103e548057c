package daxplane.lease;

import daxplane.host.Errno;
import daxplane.inventory.LeaseState;
import daxplane.lease.LeaseEvent.LeaseBroken;
import daxplane.lease.LeaseEvent.LeaseExpired;
import daxplane.lease.LeaseEvent.LeaseGranted;
import daxplane.lease.LeaseEvent.LeaseQuiesced;
import daxplane.lease.LeaseEvent.LeaseReleased;
import daxplane.lease.LeaseEvent.LeaseRevocationAsked;
import daxplane.lease.LeaseEvent.PinsLeaked;
import java.util.List;

/** The life of a lease, as a function. docs/kernel/access.md 4.2, where each row of the table stands. */
public final class LeaseLife {

    /** Pins of one lease; more is a holder that has lost count. */
    static final int MOST_PINS = 1 << 20;

    private LeaseLife() {
    }

    /** What comes of an input. */
    public sealed interface Step {

        /** @param events none when nothing that anybody has to hear of happened */
        record Done(Lease lease, List<LeaseEvent> events) implements Step {
            public Done {
                events = List.copyOf(events);
            }
        }

        /** Nothing happened. @param rule for people */
        record Refused(Errno errno, String rule) implements Step {
        }
    }

    public static Step apply(Lease lease, LeaseInput input) {
        return switch (input) {
            case LeaseInput.Pin() -> pin(lease);
            case LeaseInput.Unpin() -> unpin(lease);
            case LeaseInput.Release() -> release(lease);
            case LeaseInput.Revoke(var reason, var deadline) -> lease.state() == LeaseState.GRANTED
                    ? done(lease.revoking(reason, deadline), new LeaseRevocationAsked(lease.id(), reason, deadline)) : done(lease);
            case LeaseInput.Quiesced() -> quiesced(lease);
            case LeaseInput.Clock(var now) -> clock(lease, now);
            case LeaseInput.Reacquire() -> reacquire(lease);
            case LeaseInput.Force() -> force(lease);
            case LeaseInput.DeviceGone() -> gone(lease);
        };
    }

    private static Step done(Lease lease, LeaseEvent... events) {
        return new Step.Done(lease, List.of(events));
    }

    private static Step refused(Errno errno, String rule) {
        return new Step.Refused(errno, rule);
    }

    private static Step pin(Lease lease) {
        if (lease.state() != LeaseState.GRANTED) {
            return refused(lease.state() == LeaseState.REVOKING || lease.state() == LeaseState.BROKEN ? Errno.EBUSY : Errno.ENXIO,
                    "only a lease that is granted can be pinned, this one is " + lease.state());
        }
        return lease.pins() >= MOST_PINS ? refused(Errno.ENOSPC, "a lease has at most " + MOST_PINS + " pins") : done(lease.withPins(lease.pins() + 1));
    }

    private static Step unpin(Lease lease) {
        if (lease.pins() == 0) {
            return refused(Errno.EINVAL, "there is no pin");
        }
        Lease left = lease.withPins(lease.pins() - 1);
        boolean last = left.pins() == 0;
        return switch (lease.state()) {
            case REVOKING -> last && lease.quiesced() ? done(left.in(LeaseState.QUIESCED), new LeaseQuiesced(lease.id())) : done(left);
            case BROKEN -> last ? done(left.in(LeaseState.QUIESCED), new LeaseQuiesced(lease.id())) : done(left);
            case GRANTED, QUIESCED, EXPIRED, RELEASED -> done(left);
        };
    }

    private static Step release(Lease lease) {
        if (lease.pins() > 0) {
            return refused(Errno.EBUSY, lease.pins() + " pins are left");
        }
        return lease.state() == LeaseState.RELEASED ? done(lease) : done(lease.in(LeaseState.RELEASED), new LeaseReleased(lease.id()));
    }

    /** An answer that comes twice, or after the deadline, or to no question, changes nothing. */
    private static Step quiesced(Lease lease) {
        if (lease.state() != LeaseState.REVOKING) {
            return done(lease);
        }
        return lease.pins() > 0 ? done(lease.heard()) : done(lease.in(LeaseState.QUIESCED), new LeaseQuiesced(lease.id()));
    }

    private static Step clock(Lease lease, long now) {
        if (lease.state() != LeaseState.REVOKING || now < lease.deadlineMillis()) {
            return done(lease);
        }
        return lease.pins() > 0 ? done(lease.in(LeaseState.BROKEN), new LeaseBroken(lease.id(), lease.pins()))
                : done(lease.in(LeaseState.EXPIRED), new LeaseExpired(lease.id()));
    }

    /** Also of one that is only being asked: the change did not come, and the holder goes on with a new generation. */
    private static Step reacquire(Lease lease) {
        return switch (lease.state()) {
            case QUIESCED, EXPIRED, REVOKING -> {
                Lease again = lease.again();
                yield done(again, new LeaseGranted(lease.id(), again.generation()));
            }
            case GRANTED -> done(lease);
            case BROKEN -> refused(Errno.EBUSY, "its pins were not given back in time");
            case RELEASED -> refused(Errno.ENXIO, "it is over");
        };
    }

    private static Step force(Lease lease) {
        if (lease.state() != LeaseState.BROKEN) {
            return refused(Errno.EINVAL, "only what is broken is forced, this lease is " + lease.state());
        }
        return done(lease.withPins(0).in(LeaseState.RELEASED), new PinsLeaked(lease.id(), lease.pins()), new LeaseReleased(lease.id()));
    }

    private static Step gone(Lease lease) {
        if (lease.state() == LeaseState.RELEASED) {
            return done(lease);
        }
        return lease.pins() > 0 ? done(lease.in(LeaseState.BROKEN), new LeaseBroken(lease.id(), lease.pins()))
                : done(lease.in(LeaseState.RELEASED), new LeaseReleased(lease.id()));
    }
}
