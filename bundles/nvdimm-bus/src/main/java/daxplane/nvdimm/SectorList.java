package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** A list of bad blocks as the kernel shows it: sectors of 512 bytes that are touched, neighbours merged, one run a line. */
final class SectorList {

    private static final int SECTOR = 512;
    /** A file of sysfs is a page. */
    private static final int PAGE = 4096;
    /** Entries of a list, and sectors that one of them can hold. */
    private static final int MOST_ENTRIES = 512;
    private static final long LONGEST_ENTRY = 512;

    private SectorList() {
    }

    /** @param bad physical addresses within the range */
    static String text(AddressRange range, List<AddressRange> bad) {
        List<long[]> runs = new ArrayList<>();
        for (AddressRange place : bad) {
            long first = (place.start() - range.start()) / SECTOR;
            long end = (place.end() - range.start() + SECTOR - 1) / SECTOR;
            if (!runs.isEmpty() && first <= runs.getLast()[1]) {
                runs.getLast()[1] = Math.max(runs.getLast()[1], end);
            } else {
                runs.add(new long[] {first, end});
            }
        }
        StringBuilder text = new StringBuilder();
        int entries = 0;
        for (long[] run : runs) {
            for (long at = run[0]; at < run[1]; at += LONGEST_ENTRY) {
                String line = at + " " + Math.min(LONGEST_ENTRY, run[1] - at) + "\n";
                if (++entries > MOST_ENTRIES || text.length() + line.length() > PAGE) {
                    return text.toString();
                }
                text.append(line);
            }
        }
        return text.toString();
    }
}
