package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactConcernsTest {

    private static final List<Fact> STORY = List.of(
            new Fact.DriverUnbound("dax0.0", "device_dax"),
            new Fact.NodeSeen(new Node(2, "", false, 0, Optional.empty())),
            new Fact.RangeReserved(new Reservation(new AddressRange(0x108000000L, 0x120000000L), 1, "dax0.0")),
            new Fact.BlocksAdded(new BlockRange(33, 3), 2),
            new Fact.DriverBound("dax0.0", "kmem"),
            new Fact.BlocksOnlined(new BlockRange(33, 1), Zone.MOVABLE),
            new Fact.IdAdded("kmem", "dax0.0"),
            new Fact.MemTotalSeen(2086476));

    @Test
    void historyOfADeviceIsWhatHappenedToIt() {
        assertThat(about("dax0.0")).containsExactly(STORY.get(0), STORY.get(2), STORY.get(4), STORY.get(6));
    }

    @Test
    void historyOfABlockFindsTheRangesItIsIn() {
        assertThat(about("memory33")).containsExactly(STORY.get(3), STORY.get(5));
        assertThat(about("memory34")).containsExactly(STORY.get(3));
        assertThat(about("memory3")).isEmpty();
        assertThat(about("memory33333333333333333333")).isEmpty();
    }

    @Test
    void historyOfANodeAndOfADriver() {
        assertThat(about("node2")).containsExactly(STORY.get(1), STORY.get(3));
        assertThat(about("kmem")).containsExactly(STORY.get(4), STORY.get(6));
    }

    private static List<Fact> about(String name) {
        return STORY.stream().filter(fact -> fact.concerns(name)).toList();
    }
}
