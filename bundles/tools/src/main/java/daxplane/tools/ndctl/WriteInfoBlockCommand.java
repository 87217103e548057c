package daxplane.tools.ndctl;

import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.Uuids;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code ndctl write-infoblock}: writes what tells the pages of a namespace in front of it, of a file, or to the standard output. */
final class WriteInfoBlockCommand {

    private static final Command COMMAND = new Command("write-infoblock", "writes an info block in front of a namespace",
            "ndctl write-infoblock <namespace> [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.text('o', "output", "output-file", Subject.FILE, "filename to write infoblock contents"),
                    Option.flag('c', "stdout", "write the infoblock data to stdout"),
                    Option.text('m', "mode", "operation-mode", Subject.NAMESPACE_MODE, "specify the infoblock mode, 'fsdax' or 'devdax' (default 'fsdax')"),
                    Option.text('s', "size", "size", Subject.SIZE, "override the image size to instantiate the infoblock"),
                    Option.text('a', "align", "align", Subject.SIZE, "specify the expected physical alignment"),
                    Option.text('u', "uuid", "uuid", Subject.NOTHING, "specify the uuid for the infoblock (default: autogenerate)"),
                    Option.text('M', "map", "memmap-location", Subject.NOTHING, "specify 'mem' or 'dev' for the location of the memmap"),
                    Option.text('p', "parent-uuid", "parent-uuid", Subject.NOTHING, "specify the parent namespace uuid for the infoblock (default: 0)"),
                    Option.text('O', "offset", "offset", Subject.SIZE, "EXPERT/DEBUG only: enable namespace inner alignment padding")), true);

    private static final int PAGE = 4096;
    /** Where there is no namespace that could say. */
    private static final long FILE_ALIGN = 2 << 20;
    private static final UUID NIL = new UUID(0, 0);

    private final Session session;
    private final Values options;
    private boolean passed = true;

    private WriteInfoBlockCommand(Session session, Values options) {
        this.session = session;
        this.options = options;
    }

    static Entry entry() {
        return new Entry(COMMAND, (session, options, arguments) -> new WriteInfoBlockCommand(session, options).run(arguments));
    }

    private int run(List<String> arguments) {
        check(arguments);
        if (!passed) {
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        var all = arguments.isEmpty() ? toFile() : EachNamespace.perform(session, options, arguments.getFirst(), this::toNamespace);
        return all.report(session, new Complaints(session, "write infoblock"), "checking infoblocks", "wrote %d infoblock");
    }

    /** The originals' checks, each of which complains, in their order. */
    private void check(List<String> arguments) {
        arguments.stream().skip(1).forEach(extra -> fail("unknown extra parameter \"" + extra + "\""));
        long targets = Stream.of(!arguments.isEmpty(), options.text("output").isPresent(), options.has("stdout")).filter(given -> given).count();
        if (targets == 0) {
            fail("specify a namespace to write-infoblock, or \"all\"");
        }
        var mode = options.text("mode").flatMap(NamespaceMode::named);
        options.text("mode").filter(_ -> mode.isEmpty()).ifPresent(word -> fail("invalid mode '" + word + "'"));
        mode.filter(known -> known != NamespaceMode.FSDAX && known != NamespaceMode.DEVDAX)
                .ifPresent(known -> fail("unsupported mode '" + options.text("mode").orElseThrow() + "'"));
        options.text("map").filter(map -> !map.equals("mem") && !map.equals("dev")).ifPresent(map -> fail("invalid map location '" + map + "'"));
        options.text("size").filter(size -> ByteCount.parse(size).isEmpty()).ifPresent(size -> fail("failed to parse namespace size '" + size + "'"));
        options.text("align").ifPresent(this::checkAlign);
        // The originals look at the size twice.
        options.text("size").filter(size -> ByteCount.parse(size).isEmpty()).ifPresent(size -> fail("failed to parse namespace size '" + size + "'"));
        options.text("uuid").filter(uuid -> Uuids.parse(uuid).isEmpty()).ifPresent(uuid -> fail("failed to parse uuid: '" + uuid + "'"));
        options.text("parent-uuid").filter(uuid -> Uuids.parse(uuid).isEmpty()).ifPresent(uuid -> fail("failed to parse uuid: '" + uuid + "'"));
        options.text("offset").filter(offset -> ByteCount.parse(offset).isEmpty()).ifPresent(offset -> fail("failed to parse physical offset'" + offset + "'"));
        if (!arguments.isEmpty() && targets > 1) {
            fail("specify only one of a namespace filter, --output, or --stdout");
        }
        if (options.has("stdout") && options.text("size").isEmpty()) {
            fail("--size required with --stdout");
        }
    }

    private void checkAlign(String text) {
        var align = ByteCount.parse(text).map(ByteCount::bytes);
        if (align.isEmpty()) {
            fail("failed to parse namespace alignment '" + text + "'");
        } else if (Long.bitCount(align.get()) != 1 || Long.compareUnsigned(align.get(), PAGE) < 0) {
            fail("align must be a power-of-2 greater than " + PAGE);
        }
    }

    private void fail(String complaint) {
        session.error(complaint + "\n");
        passed = false;
    }

    private Optional<Long> bytes(String option) {
        return options.text(option).flatMap(ByteCount::parse).map(ByteCount::bytes);
    }

    private int toNamespace(Namespace namespace) {
        return RawNamespace.open(session, namespace, disk -> {
            UUID parent = namespace.uuid();
            var area = area(bytes("size").filter(size -> size != 0).orElseGet(namespace::size), bytes("align").orElse((long) PAGE), parent,
                    options.text("uuid").flatMap(Uuids::parse).orElseGet(() -> session.inventPersonalityUuid(namespace.name())));
            if (area.isEmpty()) {
                return Outcome.failed(Errno.ENXIO);
            }
            // Whatever a write is refused with, the originals tell that it failed.
            return session.perform(new Effect.WriteMedia(disk, 0, area.get())).isEmpty() ? Outcome.DONE : Outcome.failed(Errno.EIO);
        });
    }

    private EachNamespace toFile() {
        var file = options.text("output").filter(_ -> !options.has("stdout"));
        try {
            long there = file.isPresent() ? length(file.get()) : 0;
            var uuid = options.text("uuid").flatMap(Uuids::parse).orElseGet(() -> session.inventPersonalityUuid(""));
            var area = area(bytes("size").filter(size -> size != 0).orElse(there), bytes("align").orElse(FILE_ALIGN), NIL, uuid);
            if (area.isEmpty()) {
                return new EachNamespace(Outcome.failed(Errno.ENXIO), 0);
            }
            if (file.isPresent()) {
                session.files().writeStart(file.get(), area.get());
            } else {
                session.stdout(area.get());
            }
            return new EachNamespace(Outcome.DONE, 1);
        } catch (IOException unwritable) {
            session.error("failed to open: " + file.orElse("") + "\n");
            return new EachNamespace(Outcome.failed(Errno.of(unwritable).orElse(Errno.EIO)), 0);
        }
    }

    /** A file that is not there is made, and stays when nothing can be written to it. */
    private long length(String file) throws IOException {
        try {
            return session.files().length(file);
        } catch (NoSuchFileException absent) {
            session.files().write(file, new byte[0]);
            return 0;
        }
    }

    /** Empty, after a complaint, when nothing is left for data. */
    private Optional<byte[]> area(long size, long align, UUID namespace, UUID uuid) {
        boolean dax = options.text("mode").flatMap(NamespaceMode::named).filter(mode -> mode == NamespaceMode.DEVDAX).isPresent();
        boolean inMemory = options.text("map").filter("mem"::equals).isPresent();
        var layout = PageLayout.of(bytes("offset").orElse(0L), size, align, inMemory);
        if (layout.isEmpty()) {
            session.error("unable to satisfy requested alignment\n");
        }
        UUID parent = options.text("parent-uuid").flatMap(Uuids::parse).orElse(namespace);
        return layout.map(pages -> pages.area(dax, inMemory, align, uuid, parent));
    }
}
