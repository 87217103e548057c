package daxplane.events.ledger;

import static daxplane.events.ledger.Pictures.MACHINE;
import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Statement;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Reservation;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a boot took with it. */
class VolatileLossesTest {

    private static final Inventory RAM = Pictures.after(MACHINE, Pictures.toSystemRam());

    private static List<String> lost(Inventory before, Inventory now) {
        return VolatileLosses.between(before, now).stream().map(Statement::text).toList();
    }

    @Test
    void nothingIsLostWhereNothingChanged() {
        assertThat(lost(RAM, RAM)).containsExactly("id list of kmem: dax0.0");
        assertThat(lost(MACHINE, MACHINE)).isEmpty();
        assertThat(lost(Inventory.EMPTY, MACHINE)).as("the first boot").isEmpty();
    }

    @Test
    void aBootTakesBindingMemoryIdsAndModules() {
        assertThat(VolatileLosses.between(RAM, MACHINE)).containsExactlyInAnyOrder(
                Statement.of("binding", "binding of dax0.0 to kmem, now device_dax", "device", "dax0.0", "identity", "uuid:" + Pictures.UUID,
                        "was", "kmem", "is", "device_dax"),
                Statement.of("memory", "memory of dax0.0: memory33-34 online in zone Movable (256 MiB)", "device", "dax0.0",
                        "identity", "uuid:" + Pictures.UUID, "blocks", "memory33-34", "bytes", "" + 2 * Pictures.BLOCK),
                Statement.of("driver-ids", "id list of kmem: dax0.0", "driver", "kmem", "devices", "dax0.0"),
                Statement.of("modules", "loaded modules: kmem", "modules", "kmem"));
    }

    @Test
    void modulesAreListedWithCommasForPeopleAndBlanksForPrograms() {
        var two = Pictures.after(MACHINE, List.of(new Fact.ModuleLoaded("kmem"), new Fact.ModuleLoaded("nd_btt")));
        assertThat(VolatileLosses.between(two, MACHINE)).containsExactly(
                Statement.of("modules", "loaded modules: kmem, nd_btt", "modules", "kmem nd_btt"));
    }

    @Test
    void memoryThatIsOnlineAsItWasIsNotLost() {
        var now = Pictures.after(RAM, List.of(new Fact.BlocksOfflined(new BlockRange(34, 1))));
        assertThat(lost(RAM, now)).contains("memory of dax0.0: memory34 online in zone Movable (128 MiB)");
        var elsewhere = Pictures.after(now, List.of(new Fact.BlocksOnlined(new BlockRange(34, 1), Zone.NORMAL)));
        assertThat(lost(RAM, elsewhere)).as("in another zone").contains("memory of dax0.0: memory34 online in zone Movable (128 MiB)");
    }

    @Test
    void memoryIsToldByItsZones() {
        var both = Pictures.after(RAM, List.of(new Fact.BlocksOnlined(new BlockRange(35, 1), Zone.NORMAL)));
        assertThat(lost(both, MACHINE)).anyMatch(text -> text.contains("memory35 online in zone Normal") && text.contains("memory33-34 online in zone Movable")
                && text.endsWith("(384 MiB)"));
    }

    @Test
    void aBindingIsLostToNobodyOrWithItsDevice() {
        var none = Pictures.after(MACHINE, List.of(new Fact.DriverUnbound("dax0.0", "device_dax")));
        assertThat(lost(MACHINE, none)).containsExactly("binding of dax0.0 to device_dax, now none");
        assertThat(lost(MACHINE, MACHINE.change().removeDaxDevice("dax0.0").build())).containsExactly("binding of dax0.0 to device_dax, the device is gone");
        assertThat(lost(none, MACHINE)).as("what had no driver loses none").isEmpty();
    }

    @Test
    void aNameIsLostWhenTheDeviceGetsAnother() {
        var device = Pictures.device("dax0.7", Pictures.DEVICE.identity(), Pictures.RANGE, Pictures.DEVICE.namespace(), Pictures.DEVICE.driver());
        assertThat(VolatileLosses.between(MACHINE, MACHINE.change().removeDaxDevice("dax0.0").put(device).build())).containsExactly(
                Statement.of("name", "name dax0.0: it is dax0.7 now (uuid:" + Pictures.UUID + ")", "identity", "uuid:" + Pictures.UUID,
                        "was", "dax0.0", "is", "dax0.7"));
    }

    @Test
    void aPolicyIsLostWhenItIsAnother() {
        var online = Pictures.after(MACHINE, List.of(new Fact.PolicySeen(Pictures.policy("online"))));
        assertThat(VolatileLosses.between(online, MACHINE)).containsExactly(
                Statement.of("policy", "auto_online_blocks was online, is offline", "was", "online", "is", "offline"));
    }

    @Test
    void aLeakIsFreeAgain() {
        var facts = new ArrayList<>(Pictures.toSystemRam());
        facts.add(new Fact.RangeReserved(new Reservation(Pictures.RANGE, 1, "dax0.0")));
        facts.add(new Fact.RangeReserved(new Reservation(Pictures.RANGE, 2, "System RAM (kmem)")));
        facts.add(new Fact.DriverUnbound("dax0.0", "kmem"));
        var leaked = Pictures.after(MACHINE, facts);
        assertThat(VolatileLosses.between(leaked, MACHINE)).anySatisfy(statement -> {
            assertThat(statement.code()).isEqualTo("leak");
            assertThat(statement.text()).startsWith("leak of dax0.0: ").endsWith(" is free again");
        });
    }
}
