package daxplane.lease;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import daxplane.inventory.LeaseState;
import daxplane.lease.LeaseTable.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTableTest {

    private final List<LeaseEvent> events = new ArrayList<>();
    private final LeaseTable table = new LeaseTable(events::add);
    private final List<String> asked = new ArrayList<>();

    private long acquire(String device, long page, long pages, LeaseHolder holder) {
        return ((Answer.Granted) table.acquire(device, page, pages, "db", holder, 1000)).lease().id();
    }

    /** A holder hears of it before anything changes: while it does, its lease is not valid any more, and not quiet yet. */
    @Test
    void asksBeforeTheMappingMayChange() {
        long id = acquire("dax0.0", 0, 512, (lease, reason, deadline) -> {
            asked.add(reason + " until " + deadline);
            assertThat(table.check(lease.id(), 1)).isFalse();
            assertThat(table.waitingFor("dax0.0", 0)).extracting(Lease::id).containsExactly(lease.id());
        });
        assertThat(table.check(id, 1)).isTrue();

        table.drain("dax0.0", 0, 512, Reason.DRIVER_UNBIND, 500);

        assertThat(asked).containsExactly("DRIVER_UNBIND until 1500");
        assertThat(table.waitingFor("dax0.0", 600)).extracting(Lease::holder).containsExactly("db");
        table.quiesced(id);
        assertThat(table.waitingFor("dax0.0", 600)).isEmpty();
        assertThat(table.reacquire(id)).isInstanceOfSatisfying(LeaseLife.Step.Refused.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EBUSY));
        table.undrain("dax0.0");
        table.reacquire(id);
        assertThat(table.check(id, 3)).isTrue();
        assertThat(table.check(id, 1)).isFalse();
    }

    @Test
    void grantsNothingOfADeviceThatIsDrained() {
        table.drain("dax0.0", 0, 512, Reason.ADMIN, 0);
        assertThat(table.acquire("dax0.0", 0, 1, "db", (_, _, _) -> { }, 0)).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EBUSY));
        assertThat(table.acquire("dax0.1", 0, 1, "db", (_, _, _) -> { }, 0)).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void asksOnlyWhoHasAPieceOfIt() {
        acquire("dax0.0", 0, 10, (_, _, _) -> asked.add("first"));
        acquire("dax0.0", 10, 10, (_, _, _) -> asked.add("second"));
        acquire("dax0.1", 0, 10, (_, _, _) -> asked.add("other"));
        table.drain("dax0.0", 10, 1, Reason.POISON, 0);
        assertThat(asked).containsExactly("second");
    }

    @Test
    void neverForcesWhoDoesNotAnswer() {
        long id = acquire("dax0.0", 0, 10, (_, _, _) -> {
            throw new IllegalStateException("a holder that is broken");
        });
        table.pin(id);
        table.drain("dax0.0", 0, 10, Reason.UNPLUG, 0);
        assertThat(table.waitingFor("dax0.0", 5000)).extracting(Lease::state).containsExactly(LeaseState.BROKEN);
        assertThat(table.waitingFor("dax0.0", 1 << 30)).extracting(Lease::pins).containsExactly(1);
        table.force(id);
        assertThat(table.waitingFor("dax0.0", 1 << 30)).isEmpty();
        assertThat(events).contains(new LeaseEvent.PinsLeaked(id, 1));
    }

    @Test
    void givesBackWhatAHolderHadThatIsNoMore() {
        LeaseHolder holder = (_, _, _) -> { };
        long id = acquire("dax0.0", 0, 10, holder);
        table.pin(id);
        table.pin(id);
        table.holderGone(holder);
        assertThat(table.leases()).isEmpty();
        assertThat(table.check(id, 1)).isFalse();
    }

    @Test
    void undoneDrainsLeaveLeasesValidInANewGeneration() {
        long id = acquire("dax0.0", 0, 10, (_, _, _) -> { });
        table.drain("dax0.0", 0, 10, Reason.RECONFIGURE, 0);
        table.undrain("dax0.0");
        assertThat(table.check(id, 3)).isTrue();
    }
}
