package daxplane.events.ledger;

import daxplane.journal.JournalException;

/** A ledger was asked for something that is in a record alone, and the journal cannot be read there. */
public final class RecordUnreadable extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final transient JournalException reason;

    RecordUnreadable(JournalException reason) {
        super(reason.what(), reason);
        this.reason = reason;
    }

    public JournalException reason() {
        return reason;
    }
}
