package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.labels.AreaLayout;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.json.JsonText;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code ndctl read-labels} and {@code write-labels}: out of a label area, of a DIMM or in a file, and into it. */
final class LabelTransfer {

    private static final Command READ = new Command("read-labels", "shows the label area of a DIMM, or copies it to a file",
            "ndctl read-labels <nmem0> [<nmem1>..<nmemN>] [-o <filename>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    LabelCommands.SIZE, LabelCommands.OFFSET,
                    Option.text('o', "output", "output-file", Subject.FILE, "filename to write label area contents"),
                    Option.flag('j', "json", "parse label data into json"),
                    Option.flag('u', "human", "use human friendly number formats (implies --json)"),
                    Option.flag('I', "index", "limit read to the index block area")), false);
    private static final Command WRITE = new Command("write-labels", "copies a file to the label area of a DIMM",
            "ndctl write-labels <nmem> [-i <filename>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    LabelCommands.SIZE, LabelCommands.OFFSET,
                    Option.text('i', "input", "input-file", Subject.FILE, "filename to read label area data")), true);

    private final Session session;
    private final Values options;

    private LabelTransfer(Session session, Values options) {
        this.session = session;
        this.options = options;
    }

    static Entry read() {
        return new Entry(READ, (session, options, arguments) -> new LabelTransfer(session, options).read(arguments));
    }

    static Entry write() {
        return new Entry(WRITE, (session, options, arguments) -> new LabelTransfer(session, options).write(arguments));
    }

    private int read(List<String> arguments) {
        if (!LabelCommands.wellFormed(session, READ, arguments)) {
            return UsageText.EXIT;
        }
        boolean json = options.has("json") || options.has("human");
        boolean part = options.number("size").orElse(0) != 0 || options.number("offset").orElse(0) != 0;
        if (json && part) {
            return usage(READ, "--size and --offset are incompatible with --json");
        }
        if (options.has("index") && options.number("size").orElse(0) != 0) {
            return usage(READ, "pick either --size, or --index, not both");
        }
        var file = options.text("output");
        if (file.isPresent() && !save(file.get(), new byte[0])) {
            return new EachDimm(Outcome.failed(Errno.ENOENT)).report(session, "read %d nmem");
        }
        var list = new JsonArray();
        var bytes = new ByteArrayOutputStream();
        var all = EachDimm.perform(LabelMedium.named(session, options, arguments), medium -> {
            try {
                return json ? describe(medium, list) : copy(medium, bytes);
            } catch (HostException unreadable) {
                return Outcome.failed(unreadable.errno());
            }
        });
        // At a terminal a list of one loses its brackets, as in other listings for people.
        boolean alone = session.terminal() && file.isEmpty() && list.elements().size() == 1;
        byte[] shown = json && !list.isEmpty()
                ? (JsonText.of(alone ? list.elements().getFirst() : list, options.has("human")) + "\n").getBytes(StandardCharsets.UTF_8) : bytes.toByteArray();
        if (file.isPresent()) {
            save(file.get(), shown);
        } else if (json) {
            session.stdout(new String(shown, StandardCharsets.UTF_8));
        } else if (shown.length > 0) {
            session.stdout(shown);
        }
        return all.report(session, "read %d nmem");
    }

    private int describe(LabelMedium medium, JsonArray list) throws HostException {
        int areaBytes = medium.areaBytes();
        byte[] area = medium.read(0, areaBytes);
        LabelFormat format = format(medium);
        int indexBytes = AreaLayout.of(areaBytes, format).map(AreaLayout::indexBytes).orElse(areaBytes / 2);
        var json = new JsonObject().put("dev", medium.name()).put("index", LabelJson.indexes(area, indexBytes));
        if (!options.has("index")) {
            json.put("label", LabelJson.labels(area, indexBytes, format.labelBytes()));
        }
        list.add(json);
        return Outcome.DONE;
    }

    private static LabelFormat format(LabelMedium medium) throws HostException {
        return switch (medium.store()) {
            case LabelStore.Labelled labelled -> labelled.layout().format();
            case LabelStore.Blank _ -> LabelFormat.V1_1;
        };
    }

    private int copy(LabelMedium medium, ByteArrayOutputStream to) throws HostException {
        int areaBytes = medium.areaBytes();
        if (options.has("index")) {
            int indexBytes = AreaLayout.of(areaBytes, format(medium)).map(AreaLayout::indexBytes).orElse(areaBytes / 2);
            to.writeBytes(medium.read(0, 2 * indexBytes));
            return Outcome.DONE;
        }
        Optional<LabelRange> range = LabelRange.of(options, areaBytes).filter(r -> !r.isBackwards());
        if (range.isEmpty()) {
            return Outcome.failed(Errno.EINVAL);
        }
        if (range.get().length() > 0) {
            to.writeBytes(medium.read(range.get().start(), range.get().end()));
        }
        return Outcome.DONE;
    }

    private int write(List<String> arguments) {
        if (!LabelCommands.wellFormed(session, WRITE, arguments)) {
            return UsageText.EXIT;
        }
        byte[] bytes;
        try {
            bytes = options.text("input").isPresent() ? session.files().read(options.text("input").get()) : session.files().standardInput();
        } catch (IOException problem) {
            session.stderr("failed to open: " + options.text("input").orElse("stdin") + ": (" + FileProblem.text(problem) + ")\n");
            return new EachDimm(Outcome.failed(Errno.ENOENT)).report(session, "wrote %d nmem");
        }
        var media = LabelMedium.named(session, options, arguments);
        if (media.size() > 1) {
            session.error("write-labels only supports writing a single dimm\n");
            session.stderr(UsageText.whole(WRITE));
            return UsageText.EXIT;
        }
        media.forEach(medium -> write(medium, bytes));
        // The originals count the DIMM whatever came of it.
        return new EachDimm(media.size()).report(session, "wrote %d nmem");
    }

    private void write(LabelMedium medium, byte[] bytes) {
        if (medium.inUse()) {
            session.stderr("dimm is active, abort label write\n");
            return;
        }
        try {
            var range = LabelRange.of(options, medium.areaBytes()).filter(r -> !r.isBackwards());
            if (range.isPresent()) {
                medium.write(range.get().start(), Arrays.copyOf(bytes, Math.min(bytes.length, range.get().length())));
                medium.makeReadAgain();
            }
        } catch (HostException unreadable) {
            // Neither do the originals say so: the DIMM has no label area.
            return;
        }
    }

    private boolean save(String path, byte[] bytes) {
        try {
            session.files().write(path, bytes);
            return true;
        } catch (IOException problem) {
            session.stderr("failed to open: " + path + ": (" + FileProblem.text(problem) + ")\n");
            return false;
        }
    }

    private int usage(Command command, String complaint) {
        session.stderr(complaint + "\n" + UsageText.whole(command));
        return UsageText.EXIT;
    }
}
