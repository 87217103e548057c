package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * {@code cxl read-labels}, {@code write-labels} and {@code zero-labels}. The originals go to the device itself; the port reaches its label
 * area by way of its DIMM on the nd bus alone, and while there is one, changes are refused as the originals refuse them.
 */
final class LabelCommands {

    private static final Option SIZE = Option.number('s', "size", "n", "number of label bytes to operate");
    private static final Option OFFSET = Option.number('O', "offset", "n", "offset into the label area to start operation");

    private static final Command ZERO = EachMemory.command("zero-labels", "clears the label area of a memory device", "<mem0> [<mem1>..<memN>] [<options>]", true, SIZE, OFFSET);
    private static final Command READ = EachMemory.command("read-labels", "copies the label area of a memory device", "<mem0> [<mem1>..<memN>] [-o <filename>]", false,
            SIZE, OFFSET, Option.text('o', "output", "output-file", Subject.FILE, "filename to write label area contents"));
    private static final Command WRITE = EachMemory.command("write-labels", "writes the label area of a memory device", "<memdev> [-i <filename>]", true,
            SIZE, OFFSET, Option.text('i', "input", "input-file", Subject.FILE, "filename to read label area data"));

    private final Session session;
    private final Values options;
    private final CxlDevices devices;
    private final Words words;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private LabelCommands(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.devices = new CxlDevices(session.sysfs());
        this.words = new Words(session, "memdev");
    }

    static List<Entry> all() {
        return List.of(
                new Entry(ZERO, (session, options, arguments) -> {
                    var commands = new LabelCommands(session, options);
                    return commands.run(ZERO, arguments, memory -> commands.refuse(memory, "action_zero", "label zeroing failed"), "cmd_zero_labels", "zeroed %d");
                }),
                new Entry(READ, (session, options, arguments) -> new LabelCommands(session, options).read(arguments)),
                new Entry(WRITE, (session, options, arguments) -> new LabelCommands(session, options).write(arguments)));
    }

    private int run(Command command, List<String> arguments, ToIntFunction<String> action, String function, String result) {
        var meant = EachMemory.words(session, command, options, arguments);
        return meant.isEmpty() ? UsageText.EXIT
                : EachMemory.perform(EachMemory.meant(session, devices, options, meant.get()), action).report(session, function, result, "mem");
    }

    private int refuse(String memory, String function, String failure) {
        words.say(function, memory + ": " + (devices.inUse(memory) ? "has active nvdimm bridge, abort label write" : failure + ": " + Errno.EOPNOTSUPP.text()));
        return Outcome.failed(devices.inUse(memory) ? Errno.EBUSY : Errno.EOPNOTSUPP);
    }

    private int write(List<String> arguments) {
        var meant = EachMemory.words(session, WRITE, options, arguments);
        if (meant.isEmpty()) {
            return UsageText.EXIT;
        }
        if (options.text("input").isPresent()) {
            try {
                session.files().readStart(options.text("input").get(), 1);
            } catch (IOException unreadable) {
                words.say(EachMemory.FUNCTION, "failed to open: " + options.text("input").get() + ": (" + FileProblem.text(unreadable) + ")");
                return EachMemory.FAILURE;
            }
        }
        var memories = EachMemory.meant(session, devices, options, meant.get());
        if (memories.size() > 1) {
            session.error("write-labels only supports writing a single memdev\n");
            session.stderr(UsageText.whole(WRITE));
            return UsageText.EXIT;
        }
        return EachMemory.perform(memories, memory -> refuse(memory, "action_write", "label write failed")).report(session, "cmd_write_labels", "wrote %d", "mem");
    }

    private int read(List<String> arguments) {
        var meant = EachMemory.words(session, READ, options, arguments);
        if (meant.isEmpty()) {
            return UsageText.EXIT;
        }
        var file = options.text("output");
        try {
            if (file.isPresent()) {
                session.files().write(file.get(), new byte[0]);
            }
            var all = EachMemory.perform(EachMemory.meant(session, devices, options, meant.get()), this::read);
            if (file.isPresent()) {
                session.files().write(file.get(), read.toByteArray());
            } else if (read.size() > 0) {
                session.stdout(read.toByteArray());
            }
            return all.report(session, "cmd_read_labels", "read %d", "mem");
        } catch (IOException unwritable) {
            words.say(EachMemory.FUNCTION, "failed to open: " + file.orElse("") + ": (" + FileProblem.text(unwritable) + ")");
            return EachMemory.FAILURE;
        }
    }

    private int read(String memory) {
        long area = devices.number(memory, "label_storage_size");
        long offset = options.number("offset").orElse(0);
        long length = options.number("size").orElse(0) == 0 ? area : options.number("size").getAsInt();
        if (offset < 0 || length < 0 || offset + length > area) {
            session.stderr("libcxl: __lsa_op: " + memory + ": firmware status: 2\n");
            return failed(memory, Errno.ENXIO);
        }
        var dimm = dimm(memory);
        try {
            if (dimm.isEmpty() || session.host().labelAreas().size(dimm.get()).areaBytes() != area) {
                return failed(memory, Errno.EOPNOTSUPP);
            }
            read.writeBytes(session.host().labelAreas().read(dimm.get(), (int) offset, (int) length));
            return Outcome.DONE;
        } catch (HostException unreadable) {
            return failed(memory, unreadable.errno());
        }
    }

    private int failed(String memory, Errno errno) {
        words.say("action_read", memory + ": label read failed: " + errno.text());
        return Outcome.failed(errno);
    }

    /** DIMMs of the bus that CXL devices have, in the order of their numbers as the devices in the order of theirs; empty when they do not tally. */
    private Optional<String> dimm(String memory) {
        var with = byNumber(devices.named("mem\\d+").stream().filter(devices::hasDimm).toList());
        var dimms = Bus.all(session.sysfs()).stream().filter(bus -> bus.provider().equals("CXL"))
                .flatMap(bus -> bus.dimms().stream()).map(Dimm::name).toList();
        return with.size() == dimms.size() && with.contains(memory) ? Optional.of(byNumber(dimms).get(with.indexOf(memory))) : Optional.empty();
    }

    private static List<String> byNumber(List<String> names) {
        var sorted = new ArrayList<>(names);
        sorted.sort(CxlDevices.BY_NUMBER);
        return sorted;
    }
}
