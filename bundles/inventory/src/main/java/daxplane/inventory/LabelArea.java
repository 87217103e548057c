package daxplane.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in the label area of a DIMM. Immutable; areas that were made of each other share what is the same in them.
 *
 * <pre>
 *   0            PAGE           2 PAGE                        bytes()
 *   |  page 0     |  page 1      |   ...      |  the last, shorter |
 * </pre>
 */
public final class LabelArea {

    /** More than any DIMM has (128 KiB is common); what claims to have more is not kept. */
    public static final int MOST_BYTES = 1 << 20;

    /** More DIMMs than any machine has; the areas of others are not kept. */
    public static final int MOST_AREAS = 128;

    /** Of all areas together: 128 of 256 KiB. What a machine has beyond that is not kept. */
    public static final int MOST_BYTES_TOGETHER = 32 << 20;

    private static final int PAGE = 4096;
    private static final byte[] ZEROES = new byte[PAGE];

    /** Fewer equal bytes between two changes are told with them: an extent of its own takes more room. */
    private static final int GAP = 16;
    /** As many equal bytes are an extent of their own. */
    private static final int RUN = 32;

    private final int bytes;
    private final byte[][] pages;
    /** Found out when somebody asks; negative: nobody has. */
    private int plain = -1;

    private LabelArea(int bytes, byte[][] pages) {
        this.bytes = bytes;
        this.pages = pages;
    }

    /** All zeroes. @param bytes 1 to {@link #MOST_BYTES} */
    public static LabelArea blank(int bytes) {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("a label area of " + bytes + " bytes");
        }
        var pages = new byte[(bytes + PAGE - 1) / PAGE][];
        Arrays.fill(pages, ZEROES);
        return new LabelArea(bytes, pages);
    }

    public static LabelArea of(byte[] contents) {
        return blank(contents.length).changedTo(contents);
    }

    /** The area that holds this; it shares with this one what is the same, and is this one when all is. */
    public LabelArea changedTo(byte[] contents) {
        if (contents.length != bytes) {
            return of(contents);
        }
        var changed = pages.clone();
        boolean same = true;
        for (int page = 0; page < pages.length; page++) {
            int start = page * PAGE;
            int length = Math.min(PAGE, bytes - start);
            if (!Arrays.equals(pages[page], 0, length, contents, start, start + length)) {
                changed[page] = Arrays.copyOf(Arrays.copyOfRange(contents, start, start + length), PAGE);
                same = false;
            }
        }
        return same ? this : new LabelArea(bytes, changed);
    }

    public int bytes() {
        return bytes;
    }

    /** A copy of what stands in it. */
    public byte[] contents() {
        var all = new byte[bytes];
        for (int page = 0; page < pages.length; page++) {
            System.arraycopy(pages[page], 0, all, page * PAGE, Math.min(PAGE, bytes - page * PAGE));
        }
        return all;
    }

    /** The area after these were written, one after the other. @throws IllegalArgumentException one lies outside of it */
    public LabelArea with(List<LabelExtent> written) {
        var changed = pages.clone();
        for (LabelExtent extent : written) {
            if (extent.end() > bytes) {
                throw new IllegalArgumentException(extent + " lies outside of a label area of " + bytes + " bytes");
            }
            for (int at = extent.offset(); at < extent.end();) {
                int page = at / PAGE;
                int length = Math.min(extent.end(), (page + 1) * PAGE) - at;
                changed[page] = changed[page] == pages[page] ? changed[page].clone() : changed[page];
                System.arraycopy(extent.bytes(), at - extent.offset(), changed[page], at - page * PAGE, length);
                at += length;
            }
        }
        return new LabelArea(bytes, changed);
    }

    /** What must be written for this area to become the other one, which is as large. Long runs of one byte stand by themselves. */
    public List<LabelExtent> changesTo(LabelArea other) {
        var extents = new ArrayList<LabelExtent>();
        int at = 0;
        while (at < bytes) {
            if (pages[at / PAGE] == other.pages[at / PAGE]) {
                at = (at / PAGE + 1) * PAGE;
            } else if (get(at) == other.get(at)) {
                at++;
            } else {
                int end = changeEnd(other, at);
                other.split(at, end, extents);
                at = end;
            }
        }
        return List.copyOf(extents);
    }

    private byte get(int at) {
        return pages[at / PAGE][at % PAGE];
    }

    /** Where a change ends that begins at {@code start}. */
    private int changeEnd(LabelArea other, int start) {
        int end = start + 1;
        for (int at = end; at < bytes && at - end < GAP; at++) {
            if (get(at) != other.get(at)) {
                end = at + 1;
            }
        }
        return end;
    }

    private void split(int start, int end, List<LabelExtent> extents) {
        int plain = start;
        for (int at = start; at < end;) {
            int run = at + 1;
            while (run < end && get(run) == get(at)) {
                run++;
            }
            if (run - at >= RUN) {
                add(plain, at, extents);
                add(at, run, extents);
                plain = run;
            }
            at = run;
        }
        add(plain, end, extents);
    }

    private void add(int start, int end, List<LabelExtent> extents) {
        if (start < end) {
            extents.add(new LabelExtent(start, part(start, end)));
        }
    }

    private byte[] part(int start, int end) {
        var part = new byte[end - start];
        for (int at = start; at < end; at++) {
            part[at - start] = get(at);
        }
        return part;
    }

    /** Bytes that must be written down to tell what stands in it; runs of one byte count nothing. */
    public int plainBytes() {
        if (plain < 0) {
            plain = blank(bytes).changesTo(this).stream().filter(extent -> !extent.uniform()).mapToInt(extent -> extent.bytes().length).sum();
        }
        return plain;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof LabelArea area && bytes == area.bytes && Arrays.deepEquals(pages, area.pages);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(pages);
    }

    @Override
    public String toString() {
        return bytes + " bytes: " + blank(bytes).changesTo(this);
    }
}
