package daxplane.events.format;

import daxplane.journal.JournalException;

/**
 * How many memory blocks one event may still name. A run of a few characters stands for any number of blocks, and each becomes
 * an object when the event is read, so that their number is limited for the event as a whole. Not thread-safe.
 */
final class BlockAllowance {

    /** Blocks of one event: 64 TiB in blocks of 128 MiB. Writers refuse more as well, so whoever meets more reads damage. */
    static final int MOST = 1 << 19;

    private long left = MOST;

    /** @throws JournalException EBADMSG: more than {@link #MOST} with those before */
    void take(long blocks) throws JournalException {
        if (blocks > left) {
            throw JsonIn.damaged("it names more than " + MOST + " memory blocks");
        }
        left -= blocks;
    }
}
