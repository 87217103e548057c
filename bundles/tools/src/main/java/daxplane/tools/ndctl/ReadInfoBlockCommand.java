package daxplane.tools.ndctl;

import daxplane.host.BlockMedia;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.Namespace;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code ndctl read-infoblock}: what stands in front of the data of a namespace or of a file, as it is or taken apart. Without either it
 * reads its standard input.
 */
final class ReadInfoBlockCommand {

    private static final Command COMMAND = new Command("read-infoblock", "shows the info block of a namespace, or copies it to a file",
            "ndctl read-infoblock <namespace> [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.text('o', "output", "output-file", Subject.FILE, "filename to write infoblock contents"),
                    Option.text('i', "input", "input-file", Subject.FILE, "filename to read infoblock instead of a namespace"),
                    Option.flag('V', "verify", "validate parent uuid, and infoblock checksum"),
                    Option.flag('j', "json", "parse label data into json"),
                    Option.flag('u', "human", "use human friendly number formats (implies --json)")), true);

    private static final String STANDARD_INPUT = "<stdin>";
    private static final UUID NIL = new UUID(0, 0);

    private final Session session;
    private final Values options;
    private final JsonArray blocks = new JsonArray();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    private ReadInfoBlockCommand(Session session, Values options) {
        this.session = session;
        this.options = options;
    }

    static Entry entry() {
        return new Entry(COMMAND, (session, options, arguments) -> new ReadInfoBlockCommand(session, options).run(arguments));
    }

    private int run(List<String> arguments) {
        arguments.stream().skip(1).forEach(extra -> session.error("unknown extra parameter \"" + extra + "\"\n"));
        boolean both = options.text("input").isPresent() && !arguments.isEmpty();
        if (both) {
            session.error("specify a namespace, or --input, not both\n");
        }
        if (both || arguments.size() > 1) {
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        int unwritable = tryOutput();
        var all = unwritable < 0 ? new EachNamespace(unwritable, 0)
                : arguments.isEmpty() ? readFile() : EachNamespace.perform(session, options, arguments.getFirst(), this::read);
        if (all.done() > 0) {
            show();
        }
        return all.report(session, new Complaints(session, "read infoblock"), "reading infoblock data", "read %d infoblock");
    }

    private boolean apart() {
        return options.has("json") || options.has("human");
    }

    private int tryOutput() {
        if (options.text("output").isEmpty()) {
            return Outcome.DONE;
        }
        try {
            session.files().write(options.text("output").get(), new byte[0]);
            return Outcome.DONE;
        } catch (IOException unwritable) {
            session.stderr("failed to open: " + options.text("output").get() + ": (" + FileProblem.text(unwritable) + ")\n");
            return Outcome.failed(Errno.of(unwritable).orElse(Errno.EIO));
        }
    }

    private EachNamespace readFile() {
        try {
            byte[] bytes = options.text("input").isPresent() ? session.files().readStart(options.text("input").get(), InfoBlock.AREA_BYTES)
                    : session.files().standardInput();
            if (bytes.length < InfoBlock.AREA_BYTES) {
                return new EachNamespace(Outcome.failed(Errno.EIO), 0);
            }
            add(bytes, "file", options.text("input").orElse(STANDARD_INPUT), Optional.empty());
            return new EachNamespace(Outcome.DONE, 1);
        } catch (IOException unreadable) {
            return new EachNamespace(Outcome.failed(Errno.of(unreadable).orElse(Errno.EIO)), 0);
        }
    }

    private int read(Namespace namespace) {
        return RawNamespace.open(session, namespace, disk -> {
            try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
                add(media.read(0, InfoBlock.AREA_BYTES), "dev", namespace.name(), Optional.of(namespace.uuid()).filter(uuid -> !uuid.equals(NIL)));
                return Outcome.DONE;
            } catch (HostException refused) {
                return Outcome.failed(refused.errno());
            }
        });
    }

    private void add(byte[] area, String what, String name, Optional<UUID> namespace) {
        if (apart()) {
            InfoBlock.in(area).stream().filter(block -> !options.has("verify") || block.verify(namespace)).forEach(block -> blocks.add(block.json(what, name)));
        } else {
            raw.write(area, 0, InfoBlock.AREA_BYTES);
        }
    }

    /** A list keeps its brackets here, for people as well. */
    private void show() {
        if (apart() && blocks.isEmpty()) {
            session.stderr("  Warning: no matching devices found\n\n");
        }
        byte[] bytes = apart() ? (JsonText.of(blocks, options.has("human")) + "\n").getBytes(StandardCharsets.UTF_8) : raw.toByteArray();
        try {
            if (options.text("output").isPresent()) {
                session.files().write(options.text("output").get(), bytes);
            } else if (apart()) {
                session.stdout(new String(bytes, StandardCharsets.UTF_8));
            } else {
                session.stdout(bytes);
            }
        } catch (IOException unwritable) {
            session.stderr("failed to write: " + options.text("output").orElse("") + ": (" + FileProblem.text(unwritable) + ")\n");
        }
    }
}
