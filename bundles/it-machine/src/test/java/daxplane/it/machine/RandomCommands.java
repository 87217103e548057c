package daxplane.it.machine;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Options;
import daxplane.host.Effect;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Chooses what an operator asks for next, by what there is: mostly something that can work.
 *
 * @param operations that were done, any of which may be undone
 */
record RandomCommands(Random random, Inventory picture, List<String> operations) {

    private static final Options CONSENT = Options.of(Map.of("discard-contents", "", "allow-cpu-node", ""));
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));
    private static final String[] MODES = {"raw", "sector", "fsdax", "devdax", "devdax", "system-ram", "system-ram"};

    Command next() {
        int die = random.nextInt(100);
        if (die < 28) {
            String mode = of(MODES);
            return new Command.Assign(owned(), mode, mode.equals("system-ram") ? consent(CONSENT) : consent(DISCARD));
        } else if (die < 36) {
            return new Command.Release(owned(), consent(DISCARD));
        } else if (die < 48) {
            return adjust(space(), new Adjustment.Created(of(MODES)), Options.NONE);
        } else if (die < 56) {
            return adjust(owned(), new Adjustment.Destroyed(), consent(DISCARD));
        } else if (die < 64) {
            return adjust(owned(), new Adjustment.Resized(size()), consent(DISCARD));
        } else if (die < 70) {
            return adjust(owned(), new Adjustment.Enabled(random.nextBoolean()), Options.NONE);
        } else if (die < 74) {
            return adjust(owned(), new Adjustment.Named(of("data", "log", "pool", "")), Options.NONE);
        } else if (die < 84 && !operations.isEmpty()) {
            return new Command.Undo(operations.get(Math.max(0, operations.size() - 1 - random.nextInt(5))), consent(DISCARD));
        } else if (die < 92) {
            return new Command.Recover(random.nextInt(3) == 0 ? Optional.of(owned()) : Optional.empty(), consent(DISCARD));
        } else if (die < 96) {
            return new Command.Perform(List.of(effect()), false);
        }
        return new Command.Power(random.nextInt(3) > 0);
    }

    /** What somebody does without us. */
    Effect.WriteAttribute effect() {
        return switch (random.nextInt(3)) {
            case 0 -> new Effect.WriteAttribute("/sys/bus/dax/drivers/" + of("kmem", "device_dax") + "/" + of("bind", "unbind"), any(picture.daxDevices().keySet().stream(), "dax9.9"));
            case 1 -> new Effect.WriteAttribute("/sys/bus/nd/drivers/" + of("nd_pmem", "dax_pmem", "nd_btt") + "/" + of("bind", "unbind", "unbind"),
                    any(picture.namespaces().keySet().stream(), "namespace9.9"));
            default -> new Effect.WriteAttribute("/sys/devices/system/memory/" + any(picture.blocks().keySet().stream().filter(block -> block >= RandomSteps.FIRST_ADDED_BLOCK)
                    .map(block -> "memory" + block), "memory9999") + "/state", of("online", "online_movable", "offline"));
        };
    }

    private static Command adjust(String object, Adjustment adjustment, Options options) {
        return new Command.Adjust(object, adjustment, options);
    }

    private Options consent(Options given) {
        return random.nextInt(6) == 0 ? Options.NONE : given;
    }

    private String owned() {
        return any(Stream.concat(picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).map(namespace -> namespace.name()),
                picture.daxDevices().keySet().stream()), "namespace9.9");
    }

    private String space() {
        return any(picture.regions().keySet().stream(), "region9") + of("", ":64M", ":128M", ":256M", ":288M");
    }

    private ByteSize size() {
        return ByteSize.ofMebibytes(new long[] {16, 32, 64, 128, 256, 384}[random.nextInt(6)]);
    }

    private String any(Stream<String> names, String otherwise) {
        var all = names.toList();
        return all.isEmpty() ? otherwise : all.get(random.nextInt(all.size()));
    }

    private String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
