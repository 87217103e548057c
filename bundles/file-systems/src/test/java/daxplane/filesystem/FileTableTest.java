package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.filesystem.FileTable.Content;
import daxplane.filesystem.FileTable.Entry;
import daxplane.host.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The directory of a volume survives a write that was cut off: one of the two slots is whole. */
class FileTableTest {

    private static final int SLOT_0 = 4096;
    private static final int SLOT_1 = SLOT_0 + FileTable.SLOT_BYTES;

    private static MemoryDisk disk() throws Exception {
        return new SmallKernel("6.12").disk("pmem0", 1 << 20);
    }

    private static Content content(long sequence, Map<String, Entry> files) {
        return new Content(sequence, new TreeMap<>(files));
    }

    private static Content one(long sequence, String name) {
        return content(sequence, Map.of(name, new Entry(FileTable.DATA_AT, 8192, 4097)));
    }

    @Test
    void isEmptyOnANewVolume() throws Exception {
        var disk = disk();
        disk.fill(FileTable.DATA_AT, 0xff);
        FileTable.clear(disk);
        assertThat(FileTable.read(disk)).isEqualTo(content(0, Map.of()));
        assertThat(disk.read(SLOT_0 - 1, 1)).as("the superblock's page is left alone").containsExactly(0xff);
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        var disk = disk();
        var files = Map.of("a", new Entry(FileTable.DATA_AT, 4096, 1), "with blanks  in it", new Entry(1L << 40, 8192, 8192), "Übung", new Entry(0, 0, 0));
        FileTable.write(disk, content(1, files));
        assertThat(FileTable.read(disk)).isEqualTo(content(1, files));
    }

    @Test
    void slotsAreWrittenInTurnAndTheNewerOneCounts() throws Exception {
        var disk = disk();
        for (long sequence = 1; sequence <= 4; sequence++) {
            byte[] other = disk.read(sequence % 2 == 0 ? SLOT_1 : SLOT_0, FileTable.SLOT_BYTES);
            FileTable.write(disk, one(sequence, "of" + sequence));
            assertThat(disk.read(sequence % 2 == 0 ? SLOT_1 : SLOT_0, FileTable.SLOT_BYTES)).as("the slot before").isEqualTo(other);
            assertThat(FileTable.read(disk)).isEqualTo(one(sequence, "of" + sequence));
        }
    }

    /** Wherever the write was cut, what is read is the directory before it or the one after it. */
    @Property(tries = 200)
    void aTornWriteLeavesOneOfTheTwo(@ForAll @IntRange(min = 0, max = 120) int written) throws Exception {
        var disk = disk();
        FileTable.write(disk, one(1, "before"));
        FileTable.write(disk, one(2, "between"));
        byte[] old = disk.read(SLOT_1, FileTable.SLOT_BYTES);
        FileTable.write(disk, one(3, "afterwards"));
        byte[] torn = Arrays.copyOf(disk.read(SLOT_1, written), FileTable.SLOT_BYTES);
        System.arraycopy(old, written, torn, written, FileTable.SLOT_BYTES - written);
        disk.write(SLOT_1, torn);
        assertThat(FileTable.read(disk)).isIn(one(2, "between"), one(3, "afterwards"));
    }

    @Test
    void aSlotThatSomebodyChangedDoesNotCount() throws Exception {
        var disk = disk();
        FileTable.write(disk, one(1, "older"));
        FileTable.write(disk, one(2, "newer"));
        byte[] slot = disk.read(SLOT_0, FileTable.SLOT_BYTES);
        String text = new String(slot, StandardCharsets.US_ASCII);
        for (String wrong : new String[] {text.replace("newer", "newes"), text.replace("daxplane-files 2", "daxplane-files x"), text.replaceFirst("files", "filez"),
                text.replaceFirst("\n", " "), text.replaceFirst(" (\\d+)\n", " 999999\n"), text.replaceFirst(" (\\d+)\n", " 1234567\n"), "no line at all"}) {
            disk.write(SLOT_0, Arrays.copyOf(wrong.getBytes(StandardCharsets.US_ASCII), FileTable.SLOT_BYTES));
            assertThat(FileTable.read(disk)).as(wrong.substring(0, Math.min(50, wrong.length()))).isEqualTo(one(1, "older"));
        }
    }

    @Test
    void holdsNoMoreThanItHasRoomFor() throws Exception {
        var disk = disk();
        var many = new TreeMap<String, Entry>();
        for (int i = 0; i < FileTable.MOST_FILES; i++) {
            many.put("file" + i, new Entry(0, 0, 0));
        }
        FileTable.write(disk, new Content(1, many));
        many.put("one more", new Entry(0, 0, 0));
        assertThatThrownBy(() -> FileTable.write(disk, new Content(2, many))).extracting("errno").isEqualTo(Errno.ENOSPC);
        many.clear();
        for (int i = 0; i < 300; i++) {
            many.put("%0250d".formatted(i), new Entry(0, 0, 0));
        }
        assertThatThrownBy(() -> FileTable.write(disk, new Content(2, many))).extracting("errno").isEqualTo(Errno.ENOSPC);
        assertThat(FileTable.read(disk).files()).hasSize(FileTable.MOST_FILES);
    }
}
