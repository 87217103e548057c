package daxplane.host.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Changes.Touched;
import daxplane.host.HostException;
import daxplane.host.recorded.AttributeTree;
import daxplane.host.recorded.RecordedTrees;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalLookTest {

    private static final String MEMORY = "/sys/devices/system/memory";

    /** What a picture is made of depends on several objects at times; no edit may be seen by one kind of look only. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void lookingAtWhatWasTouchedIsAsGoodAsAFullLook(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int edits)
            throws HostException {
        var tree = RecordedTrees.labelled().file("/proc/iomem", "100000000-17fffffff : Persistent Memory\n")
                .file("/proc/meminfo", "MemTotal: 1000 kB\n").file("/proc/modules", "kmem 1 0 - Live 0x0\n");
        var picture = new SysfsReader(tree).look().change().addId("device_dax", "dax0.2").build();

        for (int round = 0; round < 3; round++) {
            long mark = tree.mark();
            for (int i = 0; i < edits; i++) {
                Edits.oneOf(tree, random);
            }
            var touched = tree.since(mark);
            var partial = new SysfsReader(tree).look(picture, touched);
            var full = new SysfsReader(tree).look(picture, new Touched(new TreeSet<>(), false));

            assertThat(Difference.between(partial, full)).as("touched %s", touched.paths()).isEmpty();
            assertThat(partial).isEqualTo(full);
            picture = full;
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void nothingTouchedIsNothingLookedAt(@ForAll @Size(max = 5) List<String> strangePaths) throws HostException {
        var tree = RecordedTrees.labelled();
        var picture = new SysfsReader(tree).look();
        int calls = tree.calls();
        var paths = new TreeSet<>(List.of("/sys/bus/nd/drivers/nd_pmem", "/sys/devices/pci0000:00/0000:00:02.0", "/sys/bus/dax/devices"));
        strangePaths.forEach(path -> paths.add("/sys/devices/" + path.replace('/', '_')));

        assertThat(new SysfsReader(tree).look(picture, new Touched(paths, true))).isEqualTo(picture);
        assertThat(tree.calls()).isEqualTo(calls);
    }

    /** The same handful of calls among 16 blocks and among 4,000, each time counted, not timed. */
    @ParameterizedTest
    @ValueSource(ints = {64, 4000})
    void oneBlockCostsTheSameAmongAnyNumberOfOthers(int blocks) throws HostException {
        var tree = new AttributeTree().file(MEMORY + "/block_size_bytes", "8000000\n");
        for (int number = 0; number < blocks; number++) {
            tree.file(MEMORY + "/memory" + number + "/state", "offline\n").file(MEMORY + "/memory" + number + "/valid_zones", "Normal Movable\n")
                    .link(MEMORY + "/memory" + number + "/node2", "../../node/node2");
        }
        var before = new SysfsReader(tree).look();
        long mark = tree.mark();
        tree.file(MEMORY + "/memory40/state", "online\n").file(MEMORY + "/memory40/valid_zones", "Movable\n");
        int calls = tree.calls();

        var after = new SysfsReader(tree).look(before, tree.since(mark));

        assertThat(tree.calls() - calls).isLessThanOrEqualTo(4);
        assertThat(Difference.between(before, after)).containsExactly(new Fact.BlocksOnlined(new BlockRange(40, 1), Zone.MOVABLE));
    }

    @Test
    void objectsOutsideOfThePictureAreFoundByTheirPath() throws HostException {
        var tree = RecordedTrees.labelled();
        var picture = new SysfsReader(tree).look();
        var empty = picture.change().removeDimm("nmem0").removeRegion("region0").removeNamespace("namespace0.1").removeDaxDevice("dax0.2")
                .removeNode(0).removeBlock(7).build();
        var paths = new ArrayList<String>();
        for (String name : List.of("nmem0", "region0", "namespace0.1")) {
            paths.add(tree.realPath("/sys/bus/nd/devices/" + name));
        }
        paths.add(tree.realPath("/sys/bus/dax/devices/dax0.2"));
        paths.add("/sys/devices/system/node/node0");
        paths.add(MEMORY + "/memory7");

        assertThat(new SysfsReader(tree).look(empty, new Touched(new TreeSet<>(paths), true))).isEqualTo(picture);
    }
}
