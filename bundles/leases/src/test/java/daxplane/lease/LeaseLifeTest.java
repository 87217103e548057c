package daxplane.lease;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import daxplane.inventory.LeaseState;
import daxplane.lease.LeaseLife.Step;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LeaseLifeTest {

    private static final Lease GRANTED = Lease.granted(7, "dax0.0", 0, 512, "db", 1000);

    private static Lease after(Lease lease, LeaseInput... inputs) {
        Lease now = lease;
        for (LeaseInput input : inputs) {
            now = LeaseLife.apply(now, input) instanceof Step.Done(var next, _) ? next : now;
        }
        return now;
    }

    private static final LeaseInput REVOKE = new LeaseInput.Revoke(Reason.DRIVER_UNBIND, 1000);
    private static final LeaseInput PIN = new LeaseInput.Pin();
    private static final LeaseInput UNPIN = new LeaseInput.Unpin();
    private static final LeaseInput QUIESCED = new LeaseInput.Quiesced();
    private static final LeaseInput DEADLINE = new LeaseInput.Clock(1000);

    @Test
    void quiescesWhenTheHolderAnswers() {
        assertThat(after(GRANTED, REVOKE, QUIESCED).state()).isEqualTo(LeaseState.QUIESCED);
        assertThat(after(GRANTED, REVOKE, QUIESCED).generation()).isEqualTo(2);
    }

    @Test
    void remembersTheAnswerUntilTheLastPinIsGone() {
        Lease lease = after(GRANTED, PIN, PIN, REVOKE, QUIESCED, UNPIN);
        assertThat(lease.state()).isEqualTo(LeaseState.REVOKING);
        assertThat(after(lease, UNPIN).state()).isEqualTo(LeaseState.QUIESCED);
        assertThat(after(GRANTED, PIN, REVOKE, UNPIN).state()).as("no answer yet").isEqualTo(LeaseState.REVOKING);
    }

    @Test
    void expiresWithoutPinsAndBreaksWithThem() {
        assertThat(after(GRANTED, REVOKE, new LeaseInput.Clock(999)).state()).isEqualTo(LeaseState.REVOKING);
        assertThat(after(GRANTED, REVOKE, DEADLINE).state()).isEqualTo(LeaseState.EXPIRED);
        assertThat(after(GRANTED, PIN, REVOKE, DEADLINE).state()).isEqualTo(LeaseState.BROKEN);
        assertThat(after(GRANTED, PIN, REVOKE, DEADLINE, UNPIN).state()).isEqualTo(LeaseState.QUIESCED);
    }

    @Test
    void refusesPinsWhileItIsAskedBack() {
        assertThat(LeaseLife.apply(after(GRANTED, REVOKE), PIN)).isInstanceOfSatisfying(Step.Refused.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EBUSY));
        assertThat(LeaseLife.apply(after(GRANTED, REVOKE, QUIESCED), PIN)).isInstanceOfSatisfying(Step.Refused.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.ENXIO));
        assertThat(LeaseLife.apply(GRANTED, UNPIN)).isInstanceOfSatisfying(Step.Refused.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EINVAL));
        assertThat(LeaseLife.apply(after(GRANTED, PIN), new LeaseInput.Release())).isInstanceOfSatisfying(Step.Refused.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EBUSY));
    }

    @Test
    void anAnswerTwiceOrTooLateChangesNothing() {
        Lease lease = after(GRANTED, REVOKE, DEADLINE);
        assertThat(after(lease, QUIESCED, QUIESCED)).isEqualTo(lease);
        assertThat(after(GRANTED, QUIESCED)).isEqualTo(GRANTED);
    }

    @Test
    void onlyWhatIsBrokenIsForcedAndItsPinsAreLost() {
        assertThat(LeaseLife.apply(GRANTED, new LeaseInput.Force())).isInstanceOf(Step.Refused.class);
        assertThat(LeaseLife.apply(after(GRANTED, PIN, REVOKE, DEADLINE), new LeaseInput.Force())).isInstanceOfSatisfying(Step.Done.class, done ->
                assertThat(done.events()).containsExactly(new LeaseEvent.PinsLeaked(7, 1), new LeaseEvent.LeaseReleased(7)));
    }

    @Provide
    Arbitrary<LeaseInput> inputs() {
        return Arbitraries.oneOf(Arbitraries.of(PIN, UNPIN, new LeaseInput.Release(), QUIESCED, new LeaseInput.Reacquire(), new LeaseInput.Force(), new LeaseInput.DeviceGone(), REVOKE),
                Arbitraries.longs().between(0, 2000).map(LeaseInput.Clock::new));
    }

    /** Whatever happens in whatever order: the invariants of docs/kernel/access.md 4.2. */
    @Property(tries = 2000)
    void keepsItsInvariants(@ForAll List<@net.jqwik.api.From("inputs") LeaseInput> walk) {
        Lease lease = GRANTED;
        List<LeaseEvent> heard = new ArrayList<>();
        for (LeaseInput input : walk) {
            if (LeaseLife.apply(lease, input) instanceof Step.Done(var next, var events)) {
                assertThat(next.generation()).isGreaterThanOrEqualTo(lease.generation());
                assertThat(next.pins() == 0 || !next.state().quiet()).isTrue();
                if (lease.state() == LeaseState.RELEASED) {
                    assertThat(next.state()).isEqualTo(LeaseState.RELEASED);
                }
                if (next.state() == LeaseState.QUIESCED && lease.state() != LeaseState.QUIESCED) {
                    assertThat(heard).anyMatch(event -> event instanceof LeaseEvent.LeaseRevocationAsked || event instanceof LeaseEvent.LeaseBroken);
                    assertThat(events).contains(new LeaseEvent.LeaseQuiesced(7));
                }
                heard.addAll(events);
                lease = next;
            }
        }
    }
}
