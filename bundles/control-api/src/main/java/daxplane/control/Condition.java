package daxplane.control;

import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.KnownErrors;
import daxplane.inventory.Namespace;
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

    /** Nothing of the device is mapped by the process, pinned for it, or leased to it and not given back. */
    record LetGo(String device, int pid) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return picture.uses().stream().noneMatch(use -> use.device().equals(device) && use.pid() == pid
                    && switch (use.kind()) {
                case MAPPED, PINNED -> true;
                case LEASED -> use.inUse();
                case OPEN, MOUNTED, SWAP -> false;
            });
        }

        @Override
        public String text() {
            return "process " + pid + " uses " + device + " no longer";
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

    /**
     * @param mode    of an enabled namespace; empty: it is disabled
     * @param uuid    of the namespace's label; empty: found by its name
     */
    record NamespaceIs(String name, Optional<String> uuid, Optional<Namespace.Mode> mode) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return picture.namespaces().values().stream()
                    .filter(namespace -> uuid.isPresent() ? namespace.uuid().equals(uuid) : namespace.name().equals(name))
                    .anyMatch(namespace -> mode.isEmpty() ? !namespace.enabled() : namespace.enabled() && namespace.mode() == mode.get());
        }

        @Override
        public String text() {
            return name + " is " + mode.map(Namespace.Mode::word).orElse("disabled");
        }
    }

    /** @param uuid of the namespace's label; empty: known by its name */
    record NamespaceGone(String name, Optional<String> uuid) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0)
                    .noneMatch(namespace -> uuid.isPresent() ? namespace.uuid().equals(uuid) : namespace.name().equals(name));
        }

        @Override
        public String text() {
            return name + " is gone";
        }
    }

    /** The kernel knows of nothing bad there any more. */
    record NoErrorsIn(AddressRange place) implements Condition {
        @Override
        public boolean holds(Inventory picture) {
            return KnownErrors.in(picture).within(place).none();
        }

        @Override
        public String text() {
            return "nothing in " + place + " is known to be bad";
        }
    }

    /** What a rehearsal showed to come of an effect that the kernel answers with an errno, although it works. */
    record Shows(List<Fact> facts) implements Condition {
        public Shows {
            facts = facts.stream().filter(fact -> fact instanceof Fact.NamespaceSeen || fact instanceof Fact.DaxDeviceSeen
                    || fact instanceof Fact.DriverBound).toList();
        }

        @Override
        public boolean holds(Inventory picture) {
            return facts.stream().allMatch(fact -> switch (fact) {
                case Fact.NamespaceSeen(var namespace) -> Optional.ofNullable(picture.namespaces().get(namespace.name()))
                        .filter(now -> now.mode() == namespace.mode() && now.enabled() == namespace.enabled()).isPresent();
                case Fact.DaxDeviceSeen(var device) -> picture.daxDevices().containsKey(device.name());
                case Fact.DriverBound(var device, var driver) -> new DriverIs(device, Optional.of(driver)).holds(picture);
                default -> throw new IllegalStateException("filtered out: " + fact);
            });
        }

        @Override
        public String text() {
            return facts.stream().map(fact -> switch (fact) {
                case Fact.NamespaceSeen(var namespace) -> new NamespaceIs(namespace.name(), Optional.empty(),
                        Optional.of(namespace.mode()).filter(_ -> namespace.enabled())).text();
                case Fact.DaxDeviceSeen(var device) -> device.name() + " appears";
                case Fact.DriverBound(var device, var driver) -> new DriverIs(device, Optional.of(driver)).text();
                default -> throw new IllegalStateException("filtered out: " + fact);
            }).collect(Collectors.joining(" and "));
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
