package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonText;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * {@code cxl reserve-dpa}, {@code free-dpa} and {@code set-partition}: what a memory device's capacity is for. Without a type the first two
 * mean volatile memory, whatever their usage says (cxl 76.1 on Linux 6.1).
 */
final class CapacityCommands {

    private static final Option TYPE = Option.text('t', "type", "type", Subject.NOTHING, "'pmem' or 'ram' (volatile) (Default: 'pmem')");
    private static final Option DECODER = Option.text('d', "decoder", "decoder instance id", Subject.NOTHING, "override the automatic decoder selection");
    private static final Option FORCE = Option.flag('f', "force", "Attempt 'expected to fail' operations");
    private static final Option SIZE = Option.text('s', "size", "size", Subject.SIZE, "size in bytes (Default: all available capacity)");

    private static final Command RESERVE = EachMemory.command("reserve-dpa", "reserves capacity of a memory device", "<mem0> [<mem1>..<memn>] [<options>]", true,
            SIZE, DECODER, TYPE, FORCE);
    private static final Command FREE = EachMemory.command("free-dpa", "gives reserved capacity of a memory device back", "<mem0> [<mem1>..<memn>] [<options>]", true,
            DECODER, TYPE, FORCE);
    private static final Command PARTITION = EachMemory.command("set-partition", "divides a memory device into volatile and persistent",
            "<mem0> [<mem1>..<memN>] [<options>]", true, TYPE, SIZE, Option.flag('a', "align", "auto-align --size per device's requirement"));

    private static final String VOLATILE = "ram";
    private static final String PERSISTENT = "pmem";

    private final Session session;
    private final Values options;
    private final CxlDevices devices;
    private final Words words;
    /** The decoder that the last device was reserved with. */
    private Optional<String> target = Optional.empty();

    private CapacityCommands(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.devices = new CxlDevices(session.sysfs());
        this.words = new Words(session, "memdev");
    }

    static List<Entry> dpa() {
        return List.of(
                new Entry(RESERVE, (session, options, arguments) -> {
                    var commands = new CapacityCommands(session, options);
                    return commands.run(RESERVE, arguments, memory -> commands.dpa(memory, true), "cmd_reserve_dpa", "reservation completed on %d", "mem device");
                }),
                new Entry(FREE, (session, options, arguments) -> {
                    var commands = new CapacityCommands(session, options);
                    return commands.run(FREE, arguments, memory -> commands.dpa(memory, false), "cmd_free_dpa", "reservation release completed on %d", "mem device");
                }));
    }

    static Entry partition() {
        return new Entry(PARTITION, (session, options, arguments) -> {
            var commands = new CapacityCommands(session, options);
            return commands.run(PARTITION, arguments, commands::partition, "cmd_set_partition", "set_partition %d", "mem");
        });
    }

    private int run(Command command, List<String> arguments, ToIntFunction<String> action, String function, String result, String noun) {
        var meant = EachMemory.words(session, command, options, arguments);
        if (meant.isEmpty()) {
            return UsageText.EXIT;
        }
        var changed = new JsonArray();
        var json = new CxlJson(devices, false, command == PARTITION);
        var all = EachMemory.perform(EachMemory.meant(session, devices, options, meant.get()), memory -> {
            int outcome = action.applyAsInt(memory);
            if (outcome == Outcome.DONE) {
                changed.add(command == PARTITION ? json.memory(memory) : json.memory(memory).put("decoder", json.reserved(target.orElseThrow())));
            }
            return outcome;
        });
        if (changed.isEmpty()) {
            session.stderr("  Warning: no matching devices found\n\n");
        }
        session.stdout(JsonText.of(changed, false) + "\n");
        return all.report(session, function, result, noun);
    }

    private int fail(String memory, Errno errno, String what) {
        words.say("__reserve_dpa", memory + ": " + what);
        return Outcome.failed(errno);
    }

    /** @param reserve otherwise it is given back */
    private int dpa(String memory, boolean reserve) {
        String type = options.text("type").orElse(VOLATILE);
        if (!type.equals(VOLATILE) && !type.equals(PERSISTENT)) {
            return fail(memory, Errno.EINVAL, "unsupported type: " + type);
        }
        var endpoint = devices.endpointOf(memory);
        if (endpoint.isEmpty() || !devices.isBound(memory)) {
            return fail(memory, Errno.ENXIO, "CXL operation disabled");
        }
        var decoders = devices.decodersOf(endpoint.get());
        long free = devices.number(memory, type + "/size")
                - decoders.stream().filter(decoder -> devices.text(decoder, "mode").equals(type)).mapToLong(decoder -> devices.number(decoder, "dpa_size")).sum();
        long size = reserve ? free : 0;
        if (options.text("size").isPresent()) {
            String text = options.text("size").get();
            var asked = ByteCount.parse(text).map(ByteCount::bytes);
            if (asked.isEmpty()) {
                return fail(memory, Errno.EINVAL, "failed to parse size option '" + text + "'");
            }
            size = asked.get();
            if (Long.compareUnsigned(size, free) > 0) {
                words.say("__reserve_dpa", memory + ": '" + text + "' exceeds available capacity");
                if (!options.has("force")) {
                    return Outcome.failed(Errno.ENOSPC);
                }
            }
        } else if (reserve && free == 0) {
            return fail(memory, Errno.ENOSPC, "no available capacity");
        }
        return set(memory, type, size, decoders, reserve);
    }

    private int set(String memory, String type, long size, List<String> decoders, boolean reserve) {
        var idle = decoders.stream().filter(decoder -> devices.number(decoder, "size") == 0).toList();
        Optional<String> next = reserve ? idle.stream().filter(decoder -> devices.number(decoder, "dpa_size") == 0).findFirst()
                : idle.reversed().stream().filter(decoder -> devices.number(decoder, "dpa_size") != 0).findFirst();
        target = next;
        if (options.text("decoder").isPresent()) {
            var filter = new CxlFilter(devices);
            target = decoders.stream().filter(decoder -> filter.decoder(options.text("decoder").get(), decoder)).findFirst();
            if (target.isEmpty()) {
                return fail(memory, Errno.ENXIO, "no match for decoder: '" + options.text("decoder").get() + "'");
            }
            if (!target.equals(next)) {
                return fail(memory, Errno.EINVAL, target.get() + " is out of sequence");
            }
        }
        if (target.isEmpty()) {
            return fail(memory, Errno.ENXIO, "no suitable decoder found");
        }
        String path = CxlDevices.path(target.get()) + "/";
        if (!devices.text(target.get(), "mode").equals(type)) {
            if (devices.number(target.get(), "dpa_size") != 0 && session.write(path + "dpa_size", "0").isPresent()) {
                return fail(memory, Errno.ENXIO, target.get() + ": failed to clear allocation to set mode");
            }
            var refused = session.write(path + "mode", type);
            if (refused.isPresent()) {
                return fail(memory, refused.get(), target.get() + ": failed to set " + type + " mode");
            }
        }
        var refused = session.write(path + "dpa_size", Long.toUnsignedString(size));
        return refused.isPresent() ? fail(memory, refused.get(), target.get() + ": failed to set dpa allocation") : Outcome.DONE;
    }

    /** No device here can be divided anew: each says that its parts are fixed. */
    private int partition(String memory) {
        var type = options.text("type").filter(word -> !word.equals(VOLATILE) && !word.equals(PERSISTENT));
        if (type.isPresent()) {
            words.say("action_setpartition", "invalid type '" + type.get() + "'");
            return Outcome.failed(Errno.EINVAL);
        }
        var size = options.text("size").filter(text -> ByteCount.parse(text).isEmpty());
        if (size.isPresent()) {
            words.say("action_setpartition", memory + ": failed to parse size option '" + size.get() + "'");
            return Outcome.failed(Errno.EINVAL);
        }
        words.say("validate_partition", memory + ": no available capacity");
        return Outcome.failed(Errno.EINVAL);
    }
}
