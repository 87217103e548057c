package daxplane.journal;

import java.nio.charset.StandardCharsets;

/** Entries that are text, to try journals with. */
public final class Notes {

    /** Type of a note that tells how something went on. */
    public static final int TYPE = 5;

    private Notes() {
    }

    public static Entry note(String text) {
        return new Entry(TYPE, 1, false, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A note that begins something. */
    public static Entry beginning(String text) {
        return new Entry(TYPE, 1, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a record was made of. */
    public static Entry of(JournalRecord record) {
        return new Entry(record.type(), record.typeVersion(), false, record.payload());
    }

    public static String text(JournalRecord record) {
        return new String(record.payload(), StandardCharsets.UTF_8);
    }
}
