package daxplane.host.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Changes.Touched;
import daxplane.host.HostException;
import daxplane.host.recorded.RecordedState;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.inventory.Leak;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Node;
import daxplane.inventory.Reservation;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real kernel did, step by step, as facts. */
class RecordedScenarioTest {

    private static final AddressRange DEVICE = new AddressRange(0x100a00000L, 0x120000000L);
    private static final AddressRange RAM = new AddressRange(0x108000000L, 0x120000000L);
    private static final BlockRange BLOCKS = new BlockRange(33, 3);

    @Test
    void handingADeviceToTheKernelAndTakingItBack() throws HostException {
        var facts = factsOf("two-socket");

        assertThat(facts.get(5)).containsExactly(new Fact.PolicySeen(new MemoryPolicy(128 << 20, "offline", "contig-zones", "N")));
        assertThat(facts.get(6)).containsExactly(new Fact.ModuleLoaded("kmem"));
        assertThat(facts.get(7)).isEmpty();
        assertThat(facts.get(8)).containsExactly(new Fact.DriverUnbound("dax0.0", "device_dax"),
                new Fact.RangeReleased(new Reservation(DEVICE, 1, "dax0.0")));
        assertThat(facts.get(9)).containsExactly(
                new Fact.NodeSeen(new Node(2, "", false, 0, Optional.empty())),
                new Fact.RangeReserved(new Reservation(RAM, 1, "dax0.0")),
                new Fact.RangeReserved(new Reservation(RAM, 2, "System RAM (kmem)")),
                new Fact.BlocksAdded(BLOCKS, 2), new Fact.DriverBound("dax0.0", "kmem"));
        assertThat(facts.get(10)).as("bind is EBUSY: new_id has bound it").isEmpty();
        assertThat(facts.get(13)).containsExactly(
                new Fact.NodeSeen(new Node(2, "", true, 131072, Optional.of("memory_tier112"))),
                new Fact.BlocksOnlined(new BlockRange(33, 1), Zone.MOVABLE), new Fact.MemTotalSeen(2086476));
        assertThat(facts.get(26)).containsExactly(
                new Fact.BlocksRemoved(BLOCKS), new Fact.DriverUnbound("dax0.0", "kmem"),
                new Fact.RangeReleased(new Reservation(RAM, 2, "System RAM (kmem)")),
                new Fact.RangeReleased(new Reservation(RAM, 1, "dax0.0")), new Fact.NodeGone(2));
        assertThat(facts.get(28)).containsExactly(
                new Fact.RangeReserved(new Reservation(DEVICE, 1, "dax0.0")), new Fact.DriverBound("dax0.0", "device_dax"));
        assertThat(facts.get(34)).startsWith(
                new Fact.BlocksOfflined(BLOCKS), new Fact.BlocksRemoved(BLOCKS), new Fact.DriverUnbound("dax0.0", "kmem"))
                .contains(new Fact.DriverBound("dax0.0", "device_dax"));
    }

    @Test
    void unbindingWithABlockOnlineLeaksAndOffliningHealsNothing() throws HostException {
        var pictures = picturesOf("kmem-unbind-online");
        var leak = new Leak("dax0.0", RAM);

        assertThat(Leak.in(pictures.get(7))).as("memory34 is online, kmem holds the device").isEmpty();
        assertThat(Difference.between(pictures.get(7), pictures.get(8))).containsExactly(new Fact.DriverUnbound("dax0.0", "kmem"));
        assertThat(Leak.in(pictures.get(8))).containsExactly(leak);
        assertThat(pictures.get(15).blocks().get(34L).online()).isFalse();
        assertThat(Leak.in(pictures.get(15))).containsExactly(leak);
    }

    @Test
    void dynamicDevicesComeGrowAndGo() throws HostException {
        var pictures = picturesOf("hmem-sysfs2");

        assertThat(pictures.get(9).daxDevices().get("dax0.0").ranges()).containsExactly(new AddressRange(0x100000000L, 0x108000000L));
        assertThat(pictures.get(10).daxDevices().get("dax0.1").ranges()).as("created with size 0").isEmpty();
        assertThat(pictures.get(10).daxDevices().get("dax0.1").identity()).isEqualTo("path:/platform/hmem.0#1");
        assertThat(Difference.between(pictures.get(21), pictures.get(22))).containsExactly(new Fact.DaxDeviceGone("dax0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-socket", "kmem-unbind-online", "hmem-sysfs2"})
    void lookingAtWhatWasTouchedIsAsGoodAsAFullLook(String scenario) throws HostException {
        var state = RecordedState.ofBoot(scenario);
        var picture = new SysfsReader(state.tree()).look();
        var folded = picture;
        for (var step : RecordedState.steps(scenario)) {
            var next = state.after(step);
            var full = new SysfsReader(next.tree()).look();
            var touched = new Touched(state.touchedUntil(next), true);

            assertThat(new SysfsReader(next.tree()).look(picture, touched)).as("step %d %s", step.number(), step.what()).isEqualTo(full);
            folded = Fold.apply(folded, Difference.between(picture, full));
            assertThat(folded).isEqualTo(full);
            state = next;
            picture = full;
        }
    }

    private static Map<Integer, List<Fact>> factsOf(String scenario) throws HostException {
        var facts = new TreeMap<Integer, List<Fact>>();
        var pictures = new ArrayList<>(picturesOf(scenario).entrySet());
        for (int i = 1; i < pictures.size(); i++) {
            facts.put(pictures.get(i).getKey(), Difference.between(pictures.get(i - 1).getValue(), pictures.get(i).getValue()));
        }
        return facts;
    }

    /** The picture after each step; before the first one, under 0 or below. */
    private static Map<Integer, Inventory> picturesOf(String scenario) throws HostException {
        var pictures = new TreeMap<Integer, Inventory>();
        var state = RecordedState.ofBoot(scenario);
        pictures.put(0, new SysfsReader(state.tree()).look());
        for (var step : RecordedState.steps(scenario)) {
            state = state.after(step);
            pictures.put(step.number(), new SysfsReader(state.tree()).look());
        }
        return pictures;
    }
}
