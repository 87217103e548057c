package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.ledger.Operation;
import daxplane.journal.JournalException;
import daxplane.shell.view.HistoryView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** What a moment is in the journal of a context. */
final class Moments {

    private Moments() {
    }

    /** @param verb for the message */
    static Moment read(String verb, String said) throws Failure {
        return Moment.parse(said, Instant.now(), ZoneId.systemDefault())
                .orElseThrow(() -> Failure.usage(verb + ": '" + said + "' is neither " + Moment.FORMS));
    }

    /** The last revision that belongs to a moment; of an operation that is under way, the last that there is. */
    static long revision(Context context, String verb, String said) throws ControlException, JournalException, Failure {
        return revision(context, read(verb, said));
    }

    static long revision(Context context, Moment moment) throws ControlException, JournalException, Failure {
        return switch (moment) {
            case Moment.Revision(var number) -> number;
            case Moment.Operation(var id) -> ended(context, PastOperations.find(context, id));
            case Moment.Time time -> lastBefore(context, time);
        };
    }

    /**
     * What lies between two moments; by revision where one was said, by time where a time was.
     *
     * @param fromRevision 1 when no revision was said
     * @param from         the beginning of all time when no time was said
     */
    record Span(long fromRevision, long toRevision, Instant from, Instant to) {

        boolean contains(long revision, Instant time) {
            return fromRevision <= revision && revision <= toRevision && !time.isBefore(from) && !time.isAfter(to);
        }
    }

    /** @param since empty: from the beginning. @param until empty: to the end */
    static Span span(Context context, String verb, Optional<String> since, Optional<String> until) throws ControlException, JournalException, Failure {
        long first = 1;
        long last = Long.MAX_VALUE;
        Instant from = Instant.MIN;
        Instant to = Instant.MAX;
        if (since.isPresent()) {
            switch (read(verb, since.get())) {
                case Moment.Revision(var number) -> first = number;
                case Moment.Operation(var id) -> first = PastOperations.find(context, id).intended();
                case Moment.Time time -> from = time.at();
            }
        }
        if (until.isPresent()) {
            switch (read(verb, until.get())) {
                case Moment.Revision(var number) -> last = number;
                case Moment.Operation(var id) -> last = ended(context, PastOperations.find(context, id));
                case Moment.Time time -> to = time.end();
            }
        }
        return new Span(first, last, from, to);
    }

    private static long ended(Context context, Operation operation) throws ControlException {
        return operation.ended() == 0 ? context.session().control().journal().head() : operation.ended();
    }

    private static long lastBefore(Context context, Moment.Time time) throws ControlException, JournalException, Failure {
        var journal = context.session().control().journal();
        long last = journal.lastBefore(time.end());
        if (time.at().isAfter(Instant.now()) && last == journal.head()) {
            throw Failure.failed(HistoryView.local(time.at()) + " is still to come (EINVAL)");
        }
        if (last == 0) {
            throw Failure.failed("the journal has nothing from before " + HistoryView.local(time.at()) + " (ENOENT)");
        }
        return last;
    }
}
