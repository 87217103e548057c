package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The directory of a volume on its media: two slots of {@value #SLOT_BYTES} bytes right behind the superblock, written in turn, so
 * that a power failure leaves one of them whole. The CRC is of the sequence and the lines: half a head of the new slot on the lines of the
 * old one is neither.
 *
 * <pre>
 *   4096           slot 0      "daxplane-files SEQUENCE CRC LENGTH\n"  then a line for each file: "FIRST-BYTE ROOM SIZE NAME"
 *   4096 + 65536   slot 1
 *   {@value #DATA_AT}         the first byte that a file may have
 * </pre>
 */
final class FileTable {

    static final int SLOT_BYTES = 64 << 10;
    private static final int FIRST_SLOT_AT = 4096;
    static final int DATA_AT = FIRST_SLOT_AT + 2 * SLOT_BYTES + 12288;
    static final int MOST_FILES = 512;
    private static final String MAGIC = "daxplane-files";

    private FileTable() {
    }

    /** @param first and {@code room}: bytes of the volume that it has; multiples of 4,096 */
    record Entry(long first, long room, long size) {
    }

    /** @param sequence of the slot that it was read from; the next one is written into the other slot */
    record Content(long sequence, SortedMap<String, Entry> files) {
    }

    /** The newer one of the slots that are whole; no files when none is. */
    static Content read(BlockDevice device) throws KernelException {
        Content newest = new Content(0, new TreeMap<>());
        for (int slot = 0; slot < 2; slot++) {
            Content found = parse(device.read(FIRST_SLOT_AT + (long) slot * SLOT_BYTES, SLOT_BYTES));
            newest = found.sequence() > newest.sequence() ? found : newest;
        }
        return newest;
    }

    private static Content parse(byte[] slot) {
        Content none = new Content(0, new TreeMap<>());
        int end = indexOf(slot, '\n');
        String[] head = end < 0 ? new String[0] : new String(slot, 0, end, StandardCharsets.US_ASCII).split(" ");
        if (head.length != 4 || !head[0].equals(MAGIC) || !head[1].matches("\\d{1,18}") || !head[3].matches("\\d{1,6}")) {
            return none;
        }
        int length = Integer.parseInt(head[3]);
        if (length > slot.length - end - 1 || !head[2].equals(crc(head[1], slot, end + 1, length))) {
            return none;
        }
        SortedMap<String, Entry> files = new TreeMap<>();
        new String(slot, end + 1, length, StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 4)).forEach(fields ->
                files.put(fields[3], new Entry(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]))));
        return new Content(Long.parseLong(head[1]), files);
    }

    private static int indexOf(byte[] bytes, char wanted) {
        for (int i = 0; i < Math.min(bytes.length, 128); i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** ENOSPC the directory is full. */
    static void write(BlockDevice device, Content content) throws KernelException {
        StringBuilder lines = new StringBuilder();
        content.files().forEach((name, entry) -> lines.append(entry.first()).append(' ').append(entry.room()).append(' ').append(entry.size()).append(' ')
                .append(name).append('\n'));
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        byte[] head = (MAGIC + " " + content.sequence() + " " + crc(Long.toString(content.sequence()), text, 0, text.length) + " " + text.length + "\n").getBytes(StandardCharsets.US_ASCII);
        if (head.length + text.length > SLOT_BYTES || content.files().size() > MOST_FILES) {
            throw new KernelException(Errno.ENOSPC, "the directory is full");
        }
        byte[] slot = Arrays.copyOf(head, SLOT_BYTES);
        System.arraycopy(text, 0, slot, head.length, text.length);
        device.write(FIRST_SLOT_AT + content.sequence() % 2 * SLOT_BYTES, slot);
    }

    /** Both slots empty, for a new volume. */
    static void clear(BlockDevice device) throws KernelException {
        device.write(FIRST_SLOT_AT, new byte[2 * SLOT_BYTES]);
    }

    private static String crc(String sequence, byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(sequence.getBytes(StandardCharsets.US_ASCII));
        crc.update(bytes, from, length);
        return Long.toHexString(crc.getValue());
    }
}
