package daxplane.host.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Changes.Touched;
import daxplane.host.HostException;
import daxplane.host.recorded.AttributeTree;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Attributes that somebody set; what a new object has is told of none. */
class SettingReaderTest {

    private static final String BUS = "/sys/bus/nd/devices/";
    private static final String REGION = "/sys/devices/LNXSYSTM:00/ACPI0012:00/ndbus0/region0/";

    private final AttributeTree tree = new AttributeTree();
    private final SysfsReader reader = new SysfsReader(tree);

    private void file(String object, String attribute, String text) {
        tree.file(REGION + object + "/" + attribute, text).link(BUS + object, REGION + object);
    }

    @Test
    void tellsNothingOfANewObject() throws HostException {
        file("namespace0.0", "force_raw", "0\n");
        file("namespace0.0", "sector_size", "512 4096\n");
        file("pfn0.0", "mode", "none\n");
        file("pfn0.0", "uuid", "\n");
        tree.file("/sys/block/pmem0/badblocks", "").file("/sys/block/pmem0/dax/write_cache", "1\n").file("/sys/bus/nd/drivers_autoprobe", "1\n");

        assertThat(reader.look().settings()).isEmpty();
    }

    @Test
    void tellsWhatWasSetAndOfAChoiceWhatWasChosen() throws HostException {
        file("namespace0.0", "force_raw", "1\n");
        file("btt0.0", "sector_size", "512 520 [4096] 4104\n");
        tree.file("/sys/block/pmem0/badblocks", "8 1\n16 2\n").file("/sys/bus/nd/drivers_autoprobe", "0\n");

        var settings = reader.look().settings();

        assertThat(settings).containsEntry(BUS + "namespace0.0/force_raw", "1").containsEntry(BUS + "btt0.0/sector_size", "4096")
                .containsEntry("/sys/block/pmem0/badblocks", "8 1\n16 2").containsEntry("/sys/bus/nd/drivers_autoprobe", "0").hasSize(4);
    }

    @Test
    void findsTheObjectOfATouchedPathAndTellsWhenItIsGone() throws HostException {
        file("btt0.0", "uuid", "11111111-2222-4333-8444-555555555555\n");
        file("namespace0.0", "force_raw", "1\n");
        var before = reader.look();
        file("namespace0.0", "force_raw", "0\n");
        tree.remove(BUS + "btt0.0");
        tree.remove(REGION + "btt0.0");

        var after = reader.look(before, new Touched(new TreeSet<>(List.of(REGION + "namespace0.0", REGION + "btt0.0")), true));

        assertThat(Difference.between(before, after)).contains(new Fact.SettingGone(BUS + "btt0.0/uuid"), new Fact.SettingGone(BUS + "namespace0.0/force_raw"));
        assertThat(after).isEqualTo(reader.look(before, new Touched(new TreeSet<>(), false)));
    }
}
