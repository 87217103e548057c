package daxplane.control;

import daxplane.inventory.BlockRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.Zone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that must hold of the picture after a step. */
public sealed interface Condition {

    boolean holds(Inventory picture);

    /** For people: {@code dax0.0 is bound to kmem}. */
    String text();

    /** The effect's own result says enough. */
    record EffectSucceeded() implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return true;
        }

        @Override
        public String text() {
            return "the kernel accepts it";
        }
    }

    /** @param driver empty: no driver at all */
    record DriverIs(String daxDevice, Optional<String> driver) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            var device = picture.daxDevices().get(daxDevice);
            return device != null && device.driver().equals(driver);
        }

        @Override
        public String text() {
            return driver.map(name -> daxDevice + " is bound to " + name).orElse(daxDevice + " has no driver");
        }
    }

    record BlocksExist(BlockRange blocks) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return blocks.numbers().allMatch(picture.blocks()::containsKey);
        }

        @Override
        public String text() {
            return blocks + " exist";
        }
    }

    record BlocksGone(BlockRange blocks) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return blocks.numbers().noneMatch(picture.blocks()::containsKey);
        }

        @Override
        public String text() {
            return blocks + " are gone";
        }
    }

    /** @param zone empty: offline */
    record BlocksAre(BlockRange blocks, Optional<Zone> zone) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return blocks.numbers().mapToObj(picture.blocks()::get).allMatch(block -> block != null && block.zone().equals(zone));
        }

        @Override
        public String text() {
            return blocks + (blocks.count() == 1 ? " is " : " are ") + zone.map(z -> "online in zone " + z.text()).orElse("offline");
        }
    }

    /** @param movable in zone Movable, else in any zone of the kernel's */
    record BlocksOnline(BlockRange blocks, boolean movable) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return blocks.numbers().mapToObj(picture.blocks()::get)
                    .allMatch(block -> block != null && block.online() && block.zone().equals(Optional.of(Zone.MOVABLE)) == movable);
        }

        @Override
        public String text() {
            return blocks + (blocks.count() == 1 ? " is" : " are") + " online in " + (movable ? "zone Movable" : "a kernel zone");
        }
    }

    record AutoOnlineIs(String policy) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return picture.policy().autoOnline().equals(policy);
        }

        @Override
        public String text() {
            return "auto_online_blocks is " + policy;
        }
    }

    record ModuleIsLoaded(String module, boolean loaded) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return picture.modules().contains(module) == loaded;
        }

        @Override
        public String text() {
            return "module " + module + (loaded ? " is loaded" : " is not loaded");
        }
    }

    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Inventory picture) {
            return conditions.stream().allMatch(condition -> condition.holds(picture));
        }

        @Override
        public String text() {
            return conditions.stream().map(Condition::text).collect(Collectors.joining(" and "));
        }
    }
}
