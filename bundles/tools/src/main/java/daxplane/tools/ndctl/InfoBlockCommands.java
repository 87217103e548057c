package daxplane.tools.ndctl;

import daxplane.host.BlockMedia;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Uuids;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code ndctl read-infoblock} and {@code write-infoblock}: what is written in front of an idle namespace's data. For that the
 * namespace is enabled raw for a moment. Corpus ns-infoblock.
 */
final class InfoBlockCommands {

    private static final int SMALLEST_ALIGN = 4096;

    private static final Command READ = new Command("read-infoblock", "shows the info block of a namespace, or copies it to a file",
            "ndctl read-infoblock [<namespace> [-o <filename>] [<options>]]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.text('o', "output", "output-file", Subject.FILE, "filename to write infoblock contents"),
                    Option.flag('j', "json", "parse label data into json"),
                    Option.flag('u', "human", "use human friendly number formats (implies --json)")), true);
    private static final Command WRITE = new Command("write-infoblock", "writes an info block in front of a namespace",
            "ndctl write-infoblock [<namespace>] [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.text('m', "mode", "operation-mode", Subject.NAMESPACE_MODE, "specify the infoblock mode, 'fsdax' or 'devdax' (default 'fsdax')"),
                    Option.text('M', "map", "memmap-location", Subject.NOTHING, "specify the memmap location, 'dev' (default) or 'mem'"),
                    Option.text('u', "uuid", "uuid", Subject.NOTHING, "specify the uuid for the infoblock"),
                    Option.text('p', "parent-uuid", "parent-uuid", Subject.NOTHING, "specify the parent namespace uuid for the infoblock"),
                    Option.text('a', "align", "align", Subject.SIZE, "specify the namespace alignment in bytes (default: 2M)")), true);

    private final Session session;
    private final NdControl control;
    private final Values options;

    private InfoBlockCommands(Session session, Values options) {
        this.session = session;
        this.control = new NdControl(session);
        this.options = options;
    }

    static List<Entry> all() {
        return List.of(new Entry(READ, (session, options, arguments) -> new InfoBlockCommands(session, options).read(arguments)),
                new Entry(WRITE, (session, options, arguments) -> new InfoBlockCommands(session, options).write(arguments)));
    }

    private int read(List<String> arguments) {
        if (!EachNamespace.wellFormed(session, READ, arguments, "read infoblock")) {
            return UsageText.EXIT;
        }
        boolean json = options.has("json") || options.has("human");
        var list = new JsonArray();
        var bytes = new ByteArrayOutputStream();
        var all = EachNamespace.perform(session, options, arguments.getFirst(), namespace -> enabledRaw(namespace, disk -> {
            byte[] area;
            try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
                area = media.read(0, InfoBlock.AREA_BYTES);
            } catch (HostException refused) {
                return Outcome.failed(refused.errno());
            }
            if (json) {
                InfoBlock.in(area).ifPresent(block -> list.add(block.json(namespace.name())));
            } else {
                bytes.write(area, InfoBlock.OFFSET, area.length - InfoBlock.OFFSET);
            }
            return Outcome.DONE;
        }));
        byte[] shown = json ? list.isEmpty() ? new byte[0] : (JsonText.of(list, options.has("human")) + "\n").getBytes(StandardCharsets.UTF_8)
                : bytes.toByteArray();
        return print(shown, json) ? all.report(session, new Complaints(session, "read infoblock"), "reading infoblock data", "read %d infoblock")
                : Outcome.failed(Errno.EIO);
    }

    private boolean print(byte[] shown, boolean text) {
        try {
            if (options.text("output").isPresent()) {
                session.files().write(options.text("output").get(), shown);
            } else if (text) {
                session.stdout(new String(shown, StandardCharsets.UTF_8));
            } else if (shown.length > 0) {
                session.stdout(shown);
            }
            return true;
        } catch (IOException unwritable) {
            session.error("failed to write " + options.text("output").orElse("") + ": " + unwritable.getMessage() + "\n");
            return false;
        }
    }

    private int write(List<String> arguments) {
        if (!EachNamespace.wellFormed(session, WRITE, arguments, "write infoblock")) {
            return UsageText.EXIT;
        }
        String mode = options.text("mode").orElse("fsdax");
        String map = options.text("map").orElse("dev");
        var align = ByteCount.parse(options.text("align").orElse("2M")).map(ByteCount::bytes).filter(bytes -> bytes >= SMALLEST_ALIGN && Long.bitCount(bytes) == 1);
        boolean uuids = options.text("uuid").map(Uuids::parse).map(java.util.Optional::isPresent).orElse(true)
                && options.text("parent-uuid").map(Uuids::parse).map(java.util.Optional::isPresent).orElse(true);
        if (!List.of("fsdax", "devdax").contains(mode) || !List.of("dev", "mem").contains(map) || align.isEmpty() || !uuids) {
            session.error("invalid " + (!uuids ? "uuid" : align.isEmpty() ? "align" : !List.of("dev", "mem").contains(map) ? "map '" + map + "'" : "mode '" + mode + "'") + "\n");
            session.stderr(UsageText.whole(WRITE));
            return UsageText.EXIT;
        }
        return EachNamespace.perform(session, options, arguments.getFirst(), namespace -> enabledRaw(namespace, disk -> {
            var uuid = options.text("uuid").flatMap(Uuids::parse).orElseGet(() -> session.inventPersonalityUuid(namespace.name()));
            var parent = options.text("parent-uuid").flatMap(Uuids::parse).orElse(namespace.uuid());
            byte[] block = InfoBlock.ofPages(mode.equals("devdax"), map.equals("mem"), namespace.resource().orElse(0), namespace.size(), align.get(), uuid, parent);
            return Outcome.of(session.perform(new Effect.WriteMedia(disk, InfoBlock.OFFSET, block)));
        })).report(session, new Complaints(session, "write infoblock"), "writing infoblock data", "wrote %d infoblock");
    }

    /** What is done while a namespace shows all that is on its media. */
    @FunctionalInterface
    private interface Access {
        int with(String disk);
    }

    private int enabledRaw(Namespace namespace, Access access) {
        if (namespace.active()) {
            return Outcome.failed(Errno.EBUSY);
        }
        control.setRaw(namespace, true);
        int outcome = control.enable(namespace);
        if (outcome >= 0) {
            outcome = namespace.blockDevice().map(access::with).orElse(Outcome.failed(Errno.ENXIO));
        }
        control.setRaw(namespace, false);
        control.disableAnyhow(namespace);
        return outcome;
    }
}
