package daxplane.fuzz;

import daxplane.events.format.LedgerCodec;
import daxplane.journal.JournalException;

/** What was made of a journal up to a revision, JSON. */
final class SnapshotTarget implements Target {

    @Override
    public void take(byte[] input) throws JournalException {
        var state = LedgerCodec.decode(input);
        var written = LedgerCodec.encode(state);
        if (written.isPresent() && !LedgerCodec.decode(written.get()).equals(state)) {
            throw new AssertionError(state + " was written and reads as " + LedgerCodec.decode(written.get()));
        }
    }

    /** A run of a few characters stands for as many memory blocks as an event may name. */
    @Override
    public long freeBytes() {
        return 256L << 20;
    }
}
