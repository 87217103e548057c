package daxplane.events.format;

import daxplane.inventory.LabelArea;
import daxplane.journal.JournalException;

/**
 * What one event may still stand for. A few characters stand for any number of memory blocks, each of which becomes an object when
 * the event is read, or for any number of equal bytes of a label area; so there is a limit for the event as a whole. Not thread-safe.
 */
final class Allowance {

    /** Blocks of one event: 64 TiB in blocks of 128 MiB. Writers refuse more as well, so whoever meets more reads damage. */
    static final int MOST_BLOCKS = 1 << 19;

    /** Bytes in label areas that one event tells of. Writers refuse more as well. */
    static final int MOST_LABEL_BYTES = LabelArea.MOST_BYTES_TOGETHER;

    private long blocks = MOST_BLOCKS;
    private long labelBytes = MOST_LABEL_BYTES;

    /** @throws JournalException EBADMSG: more than {@link #MOST_BLOCKS} with those before */
    void takeBlocks(long count) throws JournalException {
        blocks = take(blocks, count, MOST_BLOCKS + " memory blocks");
    }

    /** @throws JournalException EBADMSG: more than {@link #MOST_LABEL_BYTES} with those before */
    void takeLabelBytes(long count) throws JournalException {
        labelBytes = take(labelBytes, count, MOST_LABEL_BYTES + " bytes of label areas");
    }

    private static long take(long left, long count, String most) throws JournalException {
        if (count > left) {
            throw JsonIn.damaged("it names more than " + most);
        }
        return left - count;
    }
}
