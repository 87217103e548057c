package daxplane.control;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * One object under everything that it was ever called, and what happened to it.
 *
 * @param object     the name that was asked for if it had it, else its last one
 * @param identities what finds it again, {@code uuid:...}; several when it got another uuid, the oldest first
 * @param names      each name and when it had it, the oldest first
 * @param there      whether it is there at the moment that was asked for
 * @param history    oldest first
 * @param earlier    how many entries came before these and are left out
 */
public record Life(String object, List<String> identities, List<Named> names, boolean there, List<HistoryEntry> history, long earlier) {

    public Life {
        identities = List.copyOf(identities);
        names = List.copyOf(names);
        history = List.copyOf(history);
    }

    /** With other entries: some of its own. */
    public Life with(List<HistoryEntry> others) {
        return new Life(object, identities, names, there, others, earlier);
    }

    /**
     * @param from  first revision at which it was called so
     * @param to    first revision at which it was not; empty while it is
     * @param until time of that; of no meaning while it is called so
     */
    public record Named(String name, long from, Instant since, OptionalLong to, Instant until) {
    }
}
