package daxplane.events.desired;

import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What can be decided about an object, and nothing else of it: neither its kernel name nor what only the kernel counts. */
public sealed interface State {

    /** For people. */
    String text();

    /**
     * @param driver empty: none
     * @param blocks what each existing memory block in its ranges is, by number
     * @param leaked whether its range is held by memory that kmem left behind
     */
    record Dax(Optional<String> driver, SortedMap<Long, BlockTargets.Target> blocks, boolean leaked) implements State {

        @Override
        public String text() {
            String owner = driver.map(Dax::mode).orElse("no driver") + (leaked ? ", range leaked" : "");
            return blocks.isEmpty() ? owner : owner + ", " + blocksText();
        }

        /** The word that operators use for being owned by a driver. */
        public static String mode(String driver) {
            return switch (driver) {
                case "kmem", "dax_kmem" -> "system-ram";
                case "device_dax", "dax_pmem" -> "devdax";
                default -> "driver " + driver;
            };
        }

        private String blocksText() {
            var runs = new ArrayList<String>();
            for (var wish : BlockTargets.Target.values()) {
                var numbers = blocks.entrySet().stream().filter(entry -> entry.getValue() == wish).map(entry -> block(entry.getKey())).toList();
                if (!numbers.isEmpty()) {
                    List<BlockRange> ranges = DeviceBlocks.runs(numbers);
                    runs.add(DeviceBlocks.text(ranges) + switch (wish) {
                        case MOVABLE -> " online in zone Movable";
                        case KERNEL -> " online in a kernel zone";
                        case OFFLINE -> " offline";
                    });
                }
            }
            return String.join(", ", runs);
        }

        private static MemoryBlock block(long number) {
            return MemoryBlock.added(number, OptionalInt.empty());
        }
    }

    record OfNamespace(Namespace.Mode mode, long bytes, boolean enabled) implements State {
        @Override
        public String text() {
            return mode.word() + ", " + new ByteSize(bytes) + (enabled ? "" : ", disabled");
        }
    }

    record OfRegion(boolean enabled, boolean readOnly) implements State {
        @Override
        public String text() {
            return (enabled ? "enabled" : "disabled") + (readOnly ? ", read-only" : "");
        }
    }

    record OfDimm(boolean enabled) implements State {
        @Override
        public String text() {
            return enabled ? "enabled" : "disabled";
        }
    }

    record Policy(String value) implements State {
        @Override
        public String text() {
            return value;
        }
    }

    /** A module that is loaded; of one that is not there is no state. */
    record Loaded() implements State {
        @Override
        public String text() {
            return "loaded";
        }
    }

    /** What people read where there is no state. */
    static String text(Optional<State> state) {
        return state.map(State::text).orElse("absent");
    }

    /** Texts of several states, for tests and messages. */
    static String text(List<State> states) {
        return states.stream().map(State::text).collect(Collectors.joining("; "));
    }
}
