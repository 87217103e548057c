package daxplane.shell.report;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.EventText;
import daxplane.host.Effect;
import daxplane.shell.report.Story.Line;
import daxplane.shell.report.Story.Planned;
import daxplane.shell.view.OperationsView.Ending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operations that began in a span, the latest of them whole. Mutable, has one owner. */
final class Stories {

    /** More than anybody reads in one page; of those before them only the number is known. */
    static final int MOST = 2_000;
    /** Plans that handle a memory block a step have thousands of steps, one like the other. */
    static final int MOST_LINES = 40;
    /** Of all stories together: a browser shows it within a second or two. */
    static final long MOST_CHARACTERS = 6_000_000;

    /** One that is under way, or in doubt. */
    private static final class Begun {

        private final Event.OperationIntended intent;
        private final EventRecord record;
        private final List<Line> lines = new ArrayList<>();
        private long told;
        private Optional<Event.Outcome> outcome = Optional.empty();
        private String summary = "";

        Begun(Event.OperationIntended intent, EventRecord record) {
            this.intent = intent;
            this.record = record;
        }

        Story told() {
            var plan = intent.steps().stream().limit(MOST_LINES).map(step -> new Planned(Html.cut(step.effect().typed()), Html.cut(step.afterwards()),
                    step.undo().stream().limit(MOST_LINES).map(Effect::typed).map(Html::cut).toList(), Html.cut(step.irreversible().orElse("")))).toList();
            return new Story(intent.operation(), Html.cut(intent.command()), intent.actor(), Html.cut(intent.reason()), record.time(), record.revision(), plan,
                    intent.steps().size(), lines, told, Ending.of(intent.intent(), outcome), Html.cut(summary));
        }
    }

    private final Map<String, Begun> under = new LinkedHashMap<>();
    private final ArrayDeque<Story> kept = new ArrayDeque<>();
    private final TreeMap<Ending, Long> endings = new TreeMap<>();
    private long characters;
    private long dropped;

    void record(EventRecord record) {
        switch (record.event()) {
            case Event.OperationIntended intent -> {
                var again = under.put(intent.operation(), new Begun(intent, record));
                if (again != null) {
                    keep(again);
                } else if (under.size() > MOST) {
                    keep(under.remove(under.keySet().iterator().next()));
                }
            }
            case Event.EffectPerformed effect -> told(effect.operation(), record);
            case Event.StepFailed failed -> told(failed.operation(), record);
            case Event.DriverChanged change -> told(change.operation(), record);
            case Event.ConfigurationChanged change -> told(change.operation(), record);
            case Event.FactsObserved facts -> {
                if (facts.cause() instanceof Cause.Operation(var id)) {
                    told(id, record);
                }
            }
            case Event.OperationEnded end -> ended(record, end.operation(), end.outcome(), end.summary());
            case Event.OperationSettled end -> ended(record, end.operation(), end.outcome(), end.how());
            case Event.BootObserved _, Event.Refused _, Event.DriftDetected _ -> { }
        }
    }

    private void told(String operation, EventRecord record) {
        var begun = under.get(operation);
        if (begun != null) {
            begun.told++;
            if (begun.lines.size() < MOST_LINES) {
                begun.lines.add(new Line(record.revision(), record.time(), Html.cut(EventText.of(record.event()))));
            }
        }
    }

    private void ended(EventRecord record, String operation, Event.Outcome outcome, String summary) {
        told(operation, record);
        var begun = under.get(operation);
        if (begun != null) {
            begun.outcome = Optional.of(outcome);
            begun.summary = summary;
            if (outcome != Event.Outcome.IN_DOUBT) {
                keep(under.remove(operation));
            }
        }
    }

    private void keep(Begun begun) {
        var story = begun.told();
        endings.merge(story.ending(), 1L, Long::sum);
        kept.add(story);
        characters += story.characters();
        while (kept.size() > MOST || characters > MOST_CHARACTERS && kept.size() > 1) {
            characters -= kept.remove().characters();
            dropped++;
        }
    }

    /** Those that are under way belong to the answer as well. To be called once, behind the last record. */
    void finish() {
        under.values().forEach(this::keep);
        under.clear();
    }

    /** The latest ones, in the order in which they began. */
    List<Story> latest() {
        return kept.stream().sorted(Comparator.comparingLong(Story::intended)).toList();
    }

    /** How many came before those. */
    long earlier() {
        return dropped;
    }

    /** How many of all ended in which way. */
    Map<Ending, Long> endings() {
        return endings;
    }
}
