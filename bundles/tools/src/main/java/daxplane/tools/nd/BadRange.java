package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.List;

/** Damaged memory: a run of sectors of 512 bytes. */
public record BadRange(long firstSector, long sectors) {

    private static final int SECTOR_SHIFT = 9;

    /** Lines of two numbers: first sector, count. */
    public static List<BadRange> parse(String text) {
        return text.lines().map(String::trim).map(line -> line.split("\\s+")).filter(words -> words.length == 2)
                .map(words -> new BadRange(Sysfs.toNumber(words[0]), Sysfs.toNumber(words[1]))).toList();
    }

    /** First byte, counted from where sector 0 is. */
    public long firstByte() {
        return firstSector << SECTOR_SHIFT;
    }

    /** Last byte, counted from where sector 0 is. */
    public long lastByte() {
        return firstByte() + (sectors << SECTOR_SHIFT) - 1;
    }
}
