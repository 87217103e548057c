package daxplane.shell.view;

import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.StoredEvent;
import daxplane.events.ledger.Operation;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.Typed;
import daxplane.shell.screen.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Operations, a line each, or one of them whole. */
public final class OperationsView {

    private OperationsView() {
    }

    /**
     * @param begun when it began
     * @param any   whether there are others, that were not asked for
     * @param records of their beginnings and ends, by revision, as far as programs want them
     */
    public static View table(List<Operation> operations, Function<Operation, Instant> begun, boolean any, Map<Long, StoredEvent> records) {
        var table = new Table(List.of(Column.text("operation"), Column.text("time"), Column.text("actor", "WHO"), Column.wrapped("command"),
                Column.text("outcome"), Column.wrapped("reason"))).whenEmpty(any ? "no operation is like that" : "no operation has begun yet");
        operations.forEach(operation -> table.row(operation.id(), HistoryView.time(begun.apply(operation)), operation.actor(), operation.command(),
                Ending.of(operation).toString(), operation.reason()));
        return new Typed(table, operations.stream().map(operation -> json(operation, begun.apply(operation), records)).toList());
    }

    /** With the records of its beginning and its end, whole. */
    private static Map<String, Object> json(Operation operation, Instant begun, Map<Long, StoredEvent> records) {
        var object = new LinkedHashMap<String, Object>();
        object.put("operation", operation.id());
        object.put("time", begun.toString());
        object.put("actor", operation.actor());
        object.put("command", operation.command());
        object.put("outcome", Ending.of(operation).toString());
        object.put("reason", operation.reason());
        object.put("summary", operation.summary());
        if (!parts(operation).isEmpty()) {
            object.put("parts", parts(operation));
        }
        Optional.ofNullable(records.get(operation.intended())).ifPresent(record -> object.put("intended", Records.json(record)));
        Optional.ofNullable(records.get(operation.ended())).ifPresent(record -> object.put("ended", Records.json(record)));
        return object;
    }

    public static View one(Operation operation, Instant begun, Map<Long, StoredEvent> records) {
        return new Typed(text(operation, begun), json(operation, begun, records));
    }

    private static Properties text(Operation operation, Instant begun) {
        return new Properties(operation.id())
                .with("command", operation.command())
                .with("time", HistoryView.time(begun))
                .with("actor", operation.actor())
                .with("reason", operation.reason())
                .with("outcome", Ending.of(operation).toString())
                .with("summary", operation.summary())
                .with("parts", parts(operation))
                .with("intended", "revision " + operation.intended())
                .with("ended", operation.ended() == 0 ? "" : "revision " + operation.ended());
    }

    /** Of several commands what became of each, a line each. */
    private static List<String> parts(Operation operation) {
        if (!operation.parts().isEmpty()) {
            return operation.parts().stream().map(part -> Ending.of(part.outcome()) + ": " + part.command() + (part.what().isEmpty() ? "" : ": " + part.what())).toList();
        }
        return operation.intent() instanceof Intent.Several(var parts, var _)
                ? parts.stream().map(part -> Ending.of(operation) + ": " + part.command()).toList() : List.of();
    }

    /**
     * How an operation ended, or that it has not. A tool that failed and left nothing behind has <em>failed</em>: nobody undid
     * anything.
     */
    public enum Ending {
        COMPLETED, FAILED, UNDONE, PARTIAL, IN_DOUBT, OPEN;

        public static Ending of(Operation operation) {
            return of(operation.intent(), operation.outcome());
        }

        /** @param outcome empty: it has not ended */
        public static Ending of(Intent intent, Optional<Event.Outcome> outcome) {
            Ending ending = outcome.map(Ending::of).orElse(OPEN);
            return ending == UNDONE && intent instanceof Intent.ToolRun ? FAILED : ending;
        }

        static Ending of(Event.Outcome outcome) {
            return switch (outcome) {
                case COMPLETED -> COMPLETED;
                case UNDONE -> UNDONE;
                case PARTIAL -> PARTIAL;
                case IN_DOUBT -> IN_DOUBT;
            };
        }

        /** As it is typed: {@code in-doubt}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
