package daxplane.events.ledger;

import daxplane.events.Event;
import daxplane.events.Intent;
import java.util.List;
import java.util.Optional;

/**
 * An operation as the journal knows it.
 *
 * @param intent   what was meant
 * @param command  what was typed
 * @param intended revision of its intent
 * @param outcome  empty while it is open
 * @param summary  what its end says
 * @param parts    of several commands what became of each, when not the same of all
 * @param ended    revision of its end, 0 while it is open
 */
public record Operation(String id, Intent intent, String command, String actor, String reason, long intended, Optional<Event.Outcome> outcome,
        String summary, List<Event.PartEnded> parts, long ended) {

    public Operation {
        parts = List.copyOf(parts);
    }

    static Operation begun(Event.OperationIntended intent, Intent meant, long revision) {
        return new Operation(intent.operation(), meant, intent.command(), intent.actor(), intent.reason(), revision, Optional.empty(), "", List.of(), 0);
    }

    Operation end(Event.Outcome how, String what, List<Event.PartEnded> ended, long revision) {
        return new Operation(id, intent, command, actor, reason, intended, Optional.of(how), what, ended, revision);
    }

    /** {@code op-12 (assign dax0.0 system-ram)}. */
    public String text() {
        return id + " (" + command + ")";
    }
}
