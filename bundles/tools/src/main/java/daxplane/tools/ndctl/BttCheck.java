package daxplane.tools.ndctl;

import daxplane.host.BlockMedia;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.host.firmware.Packed;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Arrays;
import java.util.Optional;

/**
 * The metadata of block translation on a raw namespace: the two info blocks of each arena, and its log. An info block that is lost is
 * written anew from the other one. Source: docs/kernel/namespaces.md 4; docs/kernel/faults.md no. 31 and 32.
 */
final class BttCheck {

    private static final int INFO_BYTES = 4096;
    private static final int LOG_GROUP = 64;
    private static final int LOG_ENTRY = 16;
    private static final int CHUNK = 1 << 20;
    private static final String SIGNATURE = "BTT_ARENA_INFO";

    private final Session session;
    private final String namespace;
    private final String disk;
    private final boolean repair;
    private final boolean labelled;

    /** @param labelled whether the namespace may have the newer layout, which begins at byte 0 */
    BttCheck(Session session, String namespace, String disk, boolean repair, boolean labelled) {
        this.session = session;
        this.namespace = namespace;
        this.disk = disk;
        this.repair = repair;
        this.labelled = labelled;
    }

    private record Info(byte[] block) {
        long u32(int offset) {
            return Packed.u32(block, offset);
        }

        long u64(int offset) {
            return Packed.u64(block, offset);
        }

        int major() {
            return Packed.u16(block, 52);
        }

        boolean valid() {
            return new String(block, 0, SIGNATURE.length(), java.nio.charset.StandardCharsets.US_ASCII).equals(SIGNATURE)
                    && daxplane.labels.Fletcher64.of(block, 0, INFO_BYTES, InfoBlock.CHECKSUM_AT) == u64(InfoBlock.CHECKSUM_AT);
        }
    }

    int run() {
        try {
            long bytes;
            try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
                bytes = media.bytes();
            }
            long start = 0;
            Optional<Info> first = Optional.empty();
            boolean failed = false;
            for (long candidate : labelled ? new long[] {0, InfoBlock.OFFSET} : new long[] {InfoBlock.OFFSET}) {
                Optional<byte[]> block = readable(candidate);
                failed |= block.isEmpty();
                if (first.isEmpty() && block.isPresent() && new Info(block.get()).valid()) {
                    first = Optional.of(new Info(block.get()));
                    start = candidate;
                }
            }
            return first.isPresent() ? arenas(start, first.get()) : recover(bytes, failed);
        } catch (HostException refused) {
            return Outcome.failed(refused.errno());
        }
    }

    /** The block at an offset; empty, and told, when it cannot be read. */
    private Optional<byte[]> readable(long offset) throws HostException {
        try {
            return Optional.of(read(offset, INFO_BYTES));
        } catch (HostException bad) {
            if (bad.stage() != FailedCall.READ) {
                throw bad;
            }
            session.stderr(namespace + ": btt_read_info: unable to read first info block: " + bad.errno().text() + "\n");
            return Optional.empty();
        }
    }

    /** The copy at the end tells where the lost one was. */
    private int recover(long bytes, boolean failed) throws HostException {
        Optional<Info> copy = readable(bytes - INFO_BYTES).map(Info::new).filter(Info::valid);
        if (failed) {
            readable(0);
            return hopeless(Errno.EIO);
        }
        if (copy.isEmpty()) {
            return hopeless(Errno.ENXIO);
        }
        long start = copy.get().major() >= 2 ? 0 : InfoBlock.OFFSET;
        if (!repair) {
            session.stderr(namespace + ": btt_write_info: BTT info block at offset " + (start == 0 ? "0" : "0x" + Long.toHexString(start))
                    + " needs to be restored\n");
            return hopeless(start == 0 ? Errno.EIO : Errno.ENXIO);
        }
        int written = write(start, copy.get().block());
        return written < 0 ? written : arenas(start, copy.get());
    }

    private int hopeless(Errno errno) {
        session.stderr(namespace + ": namespace_check: Unable to recover any BTT info blocks\n");
        session.stderr(namespace + ": namespace_check: This may not be a sector mode namespace\n");
        return Outcome.failed(errno);
    }

    private int arenas(long start, Info first) throws HostException {
        long at = start;
        Info info = first;
        for (int number = 0;; number++) {
            int outcome = arena(number, at, info);
            long next = info.u64(80);
            if (outcome < 0 || next == 0) {
                return outcome;
            }
            at += next;
            Optional<byte[]> block = readable(at);
            if (block.isEmpty() || !new Info(block.get()).valid()) {
                return hopeless(Errno.ENXIO);
            }
            info = new Info(block.get());
        }
    }

    private int arena(int number, long start, Info info) throws HostException {
        int log = log(number, start, info);
        if (log < 0) {
            return log;
        }
        long copyAt = start + info.u64(112);
        byte[] copy;
        try {
            copy = read(copyAt, INFO_BYTES);
        } catch (HostException bad) {
            return bus();
        }
        if (Arrays.equals(copy, info.block())) {
            return Outcome.DONE;
        }
        if (!repair) {
            session.stderr(namespace + ": btt_xlat_status: arena " + number + ": BTT info2 needs to be restored\n");
            return Outcome.failed(Errno.ENXIO);
        }
        session.stdout("Arena " + number + ": Restoring BTT info2\n");
        return write(copyAt, info.block());
    }

    /** Both entries of each lane in use: sectors and blocks that there are. Map and log are mapped, so what is bad in them is a signal. */
    private int log(int number, long start, Info info) throws HostException {
        byte[] log;
        try {
            for (long at = info.u64(96); at < info.u64(104); at += CHUNK) {
                read(start + at, (int) Math.min(CHUNK, info.u64(104) - at));
            }
            log = read(start + info.u64(104), (int) Math.min(CHUNK, info.u32(72) * LOG_GROUP));
        } catch (HostException bad) {
            return bus();
        }
        long blocks = info.u32(68);
        for (int lane = 0; lane < log.length / LOG_GROUP; lane++) {
            int at = lane * LOG_GROUP;
            int slot = newer(log, at);
            long sector = Packed.u32(log, slot);
            long old = Packed.u32(log, slot + 4);
            long fresh = Packed.u32(log, slot + 8);
            String wrong = sector >= info.u32(60) ? "a log entry with an out of bounds LBA" : old >= blocks && !normal(old, blocks)
                    ? "a log entry with an out of bounds 'old' mapping" : fresh >= blocks && !normal(fresh, blocks) ? "a log entry with an out of bounds 'new' mapping" : "";
            if (!wrong.isEmpty()) {
                session.stderr(namespace + ": btt_xlat_status: arena " + number + ": found " + wrong + "\n");
                return Outcome.failed(Errno.ENXIO);
            }
        }
        return Outcome.DONE;
    }

    /** With both marks of a map entry set, the rest of it is the block. */
    private static boolean normal(long entry, long blocks) {
        return (entry >>> 30) == 3 && (entry & 0x3fff_ffffL) < blocks;
    }

    private static int newer(byte[] log, int at) {
        long first = Packed.u32(log, at + 12);
        long second = Packed.u32(log, at + LOG_ENTRY + 12);
        return second == first % 3 + 1 && second != 0 && first != 0 ? at + LOG_ENTRY : at;
    }

    private int bus() {
        session.stderr(namespace + ": namespace_check: Received a SIGBUS\n");
        session.stderr(namespace + ": namespace_check: Metadata corruption found, recovery is not possible\n");
        return Outcome.failed(Errno.EFAULT);
    }

    private byte[] read(long offset, int length) throws HostException {
        try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
            return media.read(offset, length);
        }
    }

    private int write(long offset, byte[] block) {
        return Outcome.of(session.perform(new Effect.WriteMedia(disk, offset, block)));
    }
}
