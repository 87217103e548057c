package daxplane.machine.state;

import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The redo log of a machine.
 *
 * <pre>
 *   0x00  "DAXPVOL1"
 *   then records, each at the end of the one before:
 *   +0    "REC1"
 *   +4    length of the contents, u32
 *   +8    number of the record, u64, from 1 on
 *   +16   CRC32C of number and contents, u32
 *   +20   contents: {@link ChangeFormat}
 * </pre>
 *
 * Numbers are big-endian. A record that is incomplete or damaged at the end of the file was being written when the process
 * ended: its call has not happened. One in the middle means that the file was damaged later, and is refused.
 */
public final class VolatileLog implements AutoCloseable {

    static final byte[] MAGIC = {'D', 'A', 'X', 'P', 'V', 'O', 'L', '1'};
    /** What an operator can do; nobody else writes to the file meanwhile. */
    public static final String WAY_OUT = "the journal can be read meanwhile, and 'power-loss' starts the machine anew from its media and keeps this file";
    private static final int RECORD_MAGIC = 0x52454331;
    private static final int HEAD_BYTES = 20;

    /** Longest contents of a record: a call that writes more to media than this is a bug. */
    private static final int LONGEST_RECORD = 256 << 20;

    private final FileChannel channel;
    private long end;
    private long lastRecord;

    private VolatileLog(FileChannel channel, long end, long lastRecord) {
        this.channel = channel;
        this.end = end;
        this.lastRecord = lastRecord;
    }

    /** Reads a log and goes on with it; an incomplete record at its end is cut off. */
    public static VolatileLog open(Path file, Change.Keeper keeper) throws UnusableFile, IOException {
        if (Files.isDirectory(file)) {
            throw new UnusableFile(file.toString(), 0, "it is a folder; " + WAY_OUT);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Reader reader = new Reader(file, keeper);
            long end = reader.read();
            if (end < channel.size()) {
                channel.truncate(end);
            }
            return new VolatileLog(channel, end, reader.number);
        } catch (UnusableFile | IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Reads a log that another process may be writing.
     *
     * @return where the last complete record ends
     */
    public static long read(Path file, Change.Keeper keeper) throws UnusableFile, IOException {
        return new Reader(file, keeper).read();
    }

    /** Replaces the log by one with these contents, at once; at a kill it is the old one or the new one. */
    public static VolatileLog replace(Path file, List<byte[]> contents) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        try {
            writeAll(channel, ByteBuffer.wrap(MAGIC), 0);
            VolatileLog log = new VolatileLog(channel, MAGIC.length, 0);
            for (byte[] record : contents) {
                log.appendContents(record);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return log;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            Files.deleteIfExists(unfinished);
            throw failure;
        }
    }

    /** Appends a change. When that fails nothing was appended. */
    public void append(Change change) throws IOException {
        appendContents(ChangeFormat.encode(change));
    }

    /** Bytes of the file. */
    public long bytes() {
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void appendContents(byte[] contents) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEAD_BYTES + contents.length);
        record.putInt(RECORD_MAGIC).putInt(contents.length).putLong(lastRecord + 1).putInt(checksum(lastRecord + 1, contents)).put(contents).flip();
        int length = record.remaining();
        try {
            writeAll(channel, record, end);
        } catch (IOException failure) {
            channel.truncate(end);
            throw failure;
        }
        end += length;
        lastRecord++;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long start = position - bytes.position();
        while (bytes.hasRemaining()) {
            channel.write(bytes, start + bytes.position());
        }
    }

    private static int checksum(long number, byte[] contents) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        crc.update(contents);
        return (int) crc.getValue();
    }

    /** Reads records from the beginning on. */
    private static final class Reader {

        private final Path file;
        private final Change.Keeper keeper;
        private long number;

        Reader(Path file, Change.Keeper keeper) {
            this.file = file;
            this.keeper = keeper;
        }

        long read() throws UnusableFile, IOException {
            if (Files.isDirectory(file)) {
                throw unusable(0, "it is a folder; " + WAY_OUT);
            }
            ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(file));
            byte[] magic = new byte[MAGIC.length];
            if (log.remaining() >= magic.length) {
                log.get(magic);
            }
            if (!java.util.Arrays.equals(magic, MAGIC)) {
                throw unusable(0, "this is no volatile state of a machine; " + WAY_OUT);
            }
            while (log.remaining() >= HEAD_BYTES && next(log)) {
                number++;
            }
            if (laterRecordIn(log)) {
                throw unusable(log.position(), "a record is damaged, and later ones are not; " + WAY_OUT);
            }
            return log.position();
        }

        /** Takes the record at the position and goes behind it; false, and no step, when it is not whole. */
        private boolean next(ByteBuffer log) throws UnusableFile {
            int at = log.position();
            byte[] contents = whole(log, at, number + 1);
            if (contents.length == 0) {
                return false;
            }
            try {
                ChangeFormat.decode(contents, keeper);
            } catch (IOException strange) {
                throw unusable(at + HEAD_BYTES, strange.getMessage());
            }
            log.position(at + HEAD_BYTES + contents.length);
            return true;
        }

        /** Contents of the record; nothing when there is none. Records are never empty. */
        private static byte[] whole(ByteBuffer log, int at, long number) {
            int length = log.getInt(at + 4);
            if (log.getInt(at) != RECORD_MAGIC || length <= 0 || length > LONGEST_RECORD || length > log.limit() - at - HEAD_BYTES
                    || log.getLong(at + 8) != number) {
                return new byte[0];
            }
            byte[] contents = new byte[length];
            log.get(at + HEAD_BYTES, contents);
            return checksum(number, contents) == log.getInt(at + 16) ? contents : new byte[0];
        }

        private boolean laterRecordIn(ByteBuffer log) {
            for (int at = log.position() + 1; at <= log.limit() - HEAD_BYTES; at++) {
                if (log.getInt(at) == RECORD_MAGIC && log.getLong(at + 8) > number && log.getLong(at + 8) < number + log.limit()
                        && whole(log, at, log.getLong(at + 8)).length > 0) {
                    return true;
                }
            }
            return false;
        }

        private UnusableFile unusable(long offset, String reason) {
            return new UnusableFile(file.toString(), offset, reason);
        }
    }
}
