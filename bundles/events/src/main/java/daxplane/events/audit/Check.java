package daxplane.events.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One question of an audit and its answer.
 *
 * @param name  {@code chain}, {@code attribution}: what programs know it by
 * @param what  the answer, a sentence
 * @param items what it is made of, in the order of the records
 */
public record Check(String name, Verdict verdict, String what, List<Item> items) {

    /** Items of one check that are told; the sentence has the number of all. */
    public static final int MOST_ITEMS = 10_000;

    public Check {
        items = List.copyOf(items);
    }

    /** How an answer is to be taken; the later one outweighs the earlier. */
    public enum Verdict {
        /** It could not be asked here. */
        NOT_ASKED,
        /** There is nothing to say against it. */
        SOUND,
        /** Somebody has to look at it or decide. */
        OPEN,
        /** The records are not what they should be. */
        FAULTY
    }

    /**
     * One thing that an answer rests on.
     *
     * @param revision  record that tells it; 0: none does
     * @param time      of that record; empty when none tells it
     * @param operation empty text: it belongs to none
     * @param actor     who; empty text when nobody is known
     * @param reason    why
     */
    public record Item(long revision, Optional<Instant> time, String operation, String actor, String reason, String what) {

        /** Of what no record tells. */
        public static Item unrecorded(String what) {
            return new Item(0, Optional.empty(), "", "", "", what);
        }
    }
}
