package daxplane.lease;

import daxplane.inventory.LeaseState;
import java.util.Optional;

/**
 * A lease. Immutable.
 *
 * @param page           first page of the device; @param pages at least 1
 * @param holder         who has it, for people
 * @param graceMillis    how long the holder may take to let go
 * @param generation     grows with every revocation and every grant
 * @param quiesced       the holder has stopped; pins are still there
 * @param reason         of the revocation that is under way
 * @param deadlineMillis of it, on the clock of whoever asked
 */
public record Lease(long id, String device, long page, long pages, String holder, long graceMillis, LeaseState state, long generation, int pins,
        boolean quiesced, Optional<Reason> reason, long deadlineMillis) {

    /** docs/kernel/access.md 4.2: pins are held only by who has, or should give back, the mapping. */
    public Lease {
        boolean held = state == LeaseState.GRANTED || state == LeaseState.REVOKING || state == LeaseState.BROKEN;
        if (pins < 0 || pins > 0 && !held || pages <= 0 || page < 0) {
            throw new IllegalArgumentException("a lease of " + pages + " pages from " + page + " with " + pins + " pins in " + state);
        }
    }

    static Lease granted(long id, String device, long page, long pages, String holder, long graceMillis) {
        return new Lease(id, device, page, pages, holder, graceMillis, LeaseState.GRANTED, 1, 0, false, Optional.empty(), 0);
    }

    boolean intersects(long otherPage, long otherPages) {
        return page < otherPage + otherPages && otherPage < page + pages;
    }

    Lease in(LeaseState next) {
        return new Lease(id, device, page, pages, holder, graceMillis, next, generation, pins, quiesced, reason, deadlineMillis);
    }

    Lease withPins(int now) {
        return new Lease(id, device, page, pages, holder, graceMillis, state, generation, now, quiesced, reason, deadlineMillis);
    }

    Lease revoking(Reason why, long deadline) {
        return new Lease(id, device, page, pages, holder, graceMillis, LeaseState.REVOKING, generation + 1, pins, false, Optional.of(why), deadline);
    }

    Lease heard() {
        return new Lease(id, device, page, pages, holder, graceMillis, state, generation, pins, true, reason, deadlineMillis);
    }

    Lease again() {
        return new Lease(id, device, page, pages, holder, graceMillis, LeaseState.GRANTED, generation + 1, pins, false, Optional.empty(), 0);
    }
}
