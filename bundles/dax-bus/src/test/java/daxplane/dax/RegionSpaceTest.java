package daxplane.dax;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** docs/kernel/drivers.md 3.6; corpus hmem-sysfs step 20, hmem-sysfs2 steps 12 to 19. */
class RegionSpaceTest {

    private static final AddressRange REGION = new AddressRange(0x100, 0x200);

    @Example
    void growsBehindANeighbourIntoASecondRange() {
        List<AddressRange> first = list(range(0x100, 0x110));
        List<AddressRange> second = list(range(0x110, 0x120));

        RegionSpace.of(REGION, List.of(first, second)).grow(first, 0x10);

        assertThat(first).containsExactly(range(0x100, 0x110), range(0x120, 0x130));
    }

    @Example
    void extendsItsLastRangeIntoTheHoleBehindIt() {
        List<AddressRange> device = list(range(0x100, 0x110));

        RegionSpace.of(REGION, List.of(device)).grow(device, 0x20);

        assertThat(device).containsExactly(range(0x100, 0x130));
    }

    @Example
    void fillsTheFirstHoleFirst() {
        List<AddressRange> other = list(range(0x110, 0x120), range(0x128, 0x130));
        List<AddressRange> device = new ArrayList<>();

        RegionSpace.of(REGION, List.of(other, device)).grow(device, 0x20);

        assertThat(device).containsExactly(range(0x100, 0x110), range(0x120, 0x128), range(0x130, 0x138));
    }

    @Example
    void shrinksFromTheLastRange() {
        List<AddressRange> device = list(range(0x120, 0x128), range(0x128, 0x130), range(0x110, 0x118));

        RegionSpace.of(REGION, List.of(device)).shrink(device, 0xc);

        assertThat(device).containsExactly(range(0x120, 0x128), range(0x128, 0x12c));
    }

    @Property
    void neverGivesTheSameByteTwiceAndNeverLosesOne(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> devices,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(min = -64, max = 64) Integer> changes) {
        List<List<AddressRange>> owners = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long taken = 0;
        for (int i = 0; i < devices.size(); i++) {
            List<AddressRange> device = owners.get(devices.get(i));
            var space = RegionSpace.of(REGION, owners);
            long now = bytes(device);
            long change = Math.max(-now, Math.min(changes.get(i), space.availableBytes()));
            if (change > 0) {
                space.grow(device, change);
            } else if (change < 0) {
                space.shrink(device, -change);
            }
            taken += change;
            assertThat(bytes(device)).isEqualTo(now + change);
        }
        List<AddressRange> all = owners.stream().flatMap(List::stream).sorted().toList();
        assertThat(all).allMatch(REGION::contains);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i - 1).overlaps(all.get(i))).as("%s and %s", all.get(i - 1), all.get(i)).isFalse();
        }
        assertThat(RegionSpace.of(REGION, owners).availableBytes()).isEqualTo(REGION.bytes() - taken);
    }

    private static long bytes(List<AddressRange> ranges) {
        return ranges.stream().mapToLong(AddressRange::bytes).sum();
    }

    private static List<AddressRange> list(AddressRange... ranges) {
        return new ArrayList<>(List.of(ranges));
    }

    private static AddressRange range(long start, long end) {
        return new AddressRange(start, end);
    }
}
