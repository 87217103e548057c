package daxplane.events.format;

import daxplane.journal.JournalException;
import java.util.function.Function;

/** The constants of an enum by the words that stand in the journal. */
final class Words {

    private Words() {
    }

    /** @throws JournalException EOPNOTSUPP when none has this word */
    static <E> E of(E[] constants, Function<E, String> word, String what, String stored) throws JournalException {
        for (E constant : constants) {
            if (word.apply(constant).equals(stored)) {
                return constant;
            }
        }
        throw JsonIn.unknown(what, stored);
    }
}
