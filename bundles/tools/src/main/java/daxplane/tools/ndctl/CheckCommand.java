package daxplane.tools.ndctl;

import daxplane.host.BlockMedia;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NdControl;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ndctl check-namespace}: checks and repairs what a namespace in sector mode keeps of its sectors. Corpora nt-check-ns, nt-check-ns-v11. */
final class CheckCommand {

    private static final Command COMMAND = new Command("check-namespace", "checks what a namespace in sector mode keeps of its sectors",
            "ndctl check-namespace <namespace> [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.flag('R', "repair", "perform metadata repairs"),
                    Option.flag('L', "rewrite-log", "regenerate the log"),
                    Option.flag('f', "force", "check namespace even if currently active")), true);

    /** Where the first arena begins: with labels of version 1.2 at once, before them behind 4 KiB. */
    private static final List<Long> STARTS = List.of(0L, 4096L);

    private final Session session;
    private final Values options;
    private final NdControl control;

    private CheckCommand(Session session, Values options) {
        this.session = session;
        this.options = options;
        this.control = new NdControl(session);
    }

    static Entry entry() {
        return new Entry(COMMAND, (session, options, arguments) -> {
            if (!EachNamespace.wellFormed(session, COMMAND, arguments, "check")) {
                return UsageText.EXIT;
            }
            return EachNamespace.perform(session, options, arguments.getFirst(), new CheckCommand(session, options)::check)
                    .report(session, new Complaints(session, "check namespace"), "checking namespaces", "checked %d namespace");
        });
    }

    private void say(Namespace namespace, String function, String what) {
        session.stderr(namespace.name() + ": " + function + ": " + what + "\n");
    }

    private int check(Namespace namespace) {
        if (options.has("rewrite-log") && !options.has("repair")) {
            say(namespace, "namespace_check", "--rewrite-log also requires --repair");
            return Outcome.failed(Errno.EINVAL);
        }
        boolean wasActive = namespace.active();
        if (wasActive) {
            if (!options.has("force")) {
                say(namespace, "namespace_check", namespace.name() + ": check aborted, namespace online");
                return Outcome.failed(Errno.EBUSY);
            }
            int disabled = control.disableUnused(namespace);
            if (disabled < 0) {
                return disabled;
            }
        }
        control.setRaw(namespace, true);
        int outcome = control.enable(namespace);
        if (outcome < 0) {
            say(namespace, "namespace_check", namespace.name() + ": failed to enable in raw mode: " + Outcome.text(outcome) + " (" + outcome + ")");
        } else {
            outcome = namespace.blockDevice().map(disk -> check(namespace, disk)).orElse(Outcome.failed(Errno.ENXIO));
        }
        control.setRaw(namespace, false);
        control.disableAnyhow(namespace);
        if (wasActive) {
            control.enable(namespace);
        }
        return outcome;
    }

    private int check(Namespace namespace, String disk) {
        try {
            int outcome = restoreFirst(namespace, disk);
            return outcome < 0 ? outcome : checkArenas(namespace, disk);
        } catch (HostException unreadable) {
            // The original reads log, map and copy where they are mapped.
            boolean lost = unreadable.errno() == Errno.EIO;
            if (lost) {
                say(namespace, "namespace_check", "Received a SIGBUS");
                say(namespace, "namespace_check", "Metadata corruption found, recovery is not possible");
            }
            return Outcome.failed(lost ? Errno.EFAULT : unreadable.errno());
        }
    }

    /** Puts the first info block back from its copy, where it is lost and a repair is asked for. */
    private int restoreFirst(Namespace namespace, String disk) throws HostException {
        Optional<SectorCheck.Write> copy;
        try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
            // What cannot be read is looked at twice, and not put back from its copy (corpus nt-err-btt-meta, steps 12, 13 and 17).
            long lost = STARTS.stream().filter(start -> !readable(namespace, media, start)).count();
            if (lost > 0) {
                STARTS.forEach(start -> readable(namespace, media, start));
                readable(namespace, media, media.bytes() / SectorInfo.BYTES * SectorInfo.BYTES - SectorInfo.BYTES);
                return unrecoverable(namespace, Errno.EIO);
            }
            if (first(media).isPresent()) {
                return Outcome.DONE;
            }
            if (!readable(namespace, media, media.bytes() / SectorInfo.BYTES * SectorInfo.BYTES - SectorInfo.BYTES)) {
                return unrecoverable(namespace, Errno.EIO);
            }
            copy = SectorCheck.recover(media, STARTS);
        }
        if (copy.isPresent() && options.has("repair")) {
            return write(disk, copy.get());
        }
        copy.ifPresent(block -> say(namespace, "btt_write_info", "BTT info block at offset " + (block.offset() == 0 ? "0" : "0x" + Long.toHexString(block.offset()))
                + " needs to be restored"));
        return unrecoverable(namespace, copy.filter(block -> block.offset() == 0).isPresent() ? Errno.EIO : Errno.ENXIO);
    }

    /** @return false: it cannot be read, which was said */
    private boolean readable(Namespace namespace, BlockMedia.Device media, long offset) {
        try {
            media.read(offset, SectorInfo.BYTES);
            return true;
        } catch (HostException failed) {
            say(namespace, "btt_read_info", "unable to read first info block: " + failed.errno().text());
            return false;
        }
    }

    private int unrecoverable(Namespace namespace, Errno errno) {
        say(namespace, "namespace_check", "Unable to recover any BTT info blocks");
        say(namespace, "namespace_check", "This may not be a sector mode namespace");
        return Outcome.failed(errno);
    }

    private static Optional<Long> first(BlockMedia.Device media) throws HostException {
        for (long start : STARTS) {
            var info = SectorInfo.read(media.read(start, SectorInfo.BYTES));
            if (info.isPresent() && info.get().fits(start, media.bytes())) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    private int checkArenas(Namespace namespace, String disk) throws HostException {
        var writes = new ArrayList<SectorCheck.Write>();
        try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
            long start = first(media).orElse(0L);
            for (int number = 0;; number++) {
                var info = SectorInfo.read(media.read(start, SectorInfo.BYTES));
                if (info.isEmpty() || !info.get().fits(start, media.bytes())) {
                    say(namespace, "btt_discover_arenas", "Problem parsing arena[" + number + "] metadata");
                    return Outcome.failed(Errno.ENXIO);
                }
                switch (new SectorCheck(media, start, info.get(), options.has("repair"), options.has("rewrite-log")).check()) {
                    case SectorCheck.Found.Broken(var fault) -> {
                        say(namespace, "btt_xlat_status", "arena " + number + ": " + fault);
                        return Outcome.failed(Errno.ENXIO);
                    }
                    case SectorCheck.Found.Sound(var copyBad, var repairs) -> {
                        tellCopy(namespace, number, copyBad);
                        writes.addAll(repairs);
                    }
                }
                if (info.get().nextOffset() == 0) {
                    break;
                }
                start += info.get().nextOffset();
            }
        }
        for (var write : options.has("repair") ? writes : List.<SectorCheck.Write>of()) {
            int outcome = write(disk, write);
            if (outcome < 0) {
                return outcome;
            }
        }
        return Outcome.DONE;
    }

    private void tellCopy(Namespace namespace, int arena, boolean bad) {
        if (bad && options.has("repair")) {
            session.stdout("Arena " + arena + ": Restoring BTT info2\n");
        } else if (bad) {
            say(namespace, "btt_copy_to_info2", "Arena " + arena + ": BTT info2 needs to be restored");
        }
    }

    private int write(String disk, SectorCheck.Write write) {
        return Outcome.of(session.perform(new Effect.WriteMedia(disk, write.offset(), write.bytes())));
    }
}
