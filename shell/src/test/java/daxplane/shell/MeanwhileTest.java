package daxplane.shell;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes back to an idle console is told what others did. */
class MeanwhileTest {

    private final List<EventRecord> records = new ArrayList<>();

    private void record(Event event) {
        records.add(new EventRecord(records.size() + 1, Instant.EPOCH, event.getClass().getSimpleName(), 1, "", "", event));
    }

    private void operation(int number, String command, String actor) {
        record(new Event.OperationIntended("op-" + number, command, actor, "", List.of()));
    }

    private List<String> lines() {
        return Meanwhile.lines(records, records.size());
    }

    @Test
    void tellsWhatOthersDidAndHowItEnded() {
        operation(5, "assign dax0.0 system-ram", "alice");
        record(new Event.OperationEnded("op-5", Event.Outcome.PARTIAL, "left behind"));
        operation(7, "release 100%s", "bob\u001b[2J");

        assertThat(lines()).containsExactly("meanwhile: assign dax0.0 system-ram (op-5, partial) by alice",
                "meanwhile: release 100%s (op-7, under way) by bob\\u001b[2J");
    }

    @Test
    void takesWhatOthersAreCalledAsItIs() {
        operation(5, "release dax0.0", "%s");
        record(new Event.OperationEnded("op-5", Event.Outcome.COMPLETED, "done"));

        assertThat(lines()).containsExactly("meanwhile: release dax0.0 (op-5, completed) by %s");
    }

    @Test
    void tellsNoMoreThanFitsAboveAPrompt() {
        for (int i = 1; i <= 5; i++) {
            operation(i, "release dax0." + i, "alice");
        }

        assertThat(lines()).hasSize(4).last().isEqualTo("meanwhile: 2 more; 'operations' shows them");
    }

    @Test
    void tellsThatSomethingWasWrittenWhereNobodyBeganAnything() {
        record(new Event.FactsObserved(Cause.EXTERNAL, List.of()));

        assertThat(lines()).containsExactly("meanwhile: 1 record was written; 'journal tail' shows what");
    }
}
