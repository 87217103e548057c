package daxplane.shell.view;

import daxplane.events.ledger.Operation;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Operations, a line each, or one of them whole. */
public final class OperationsView {

    private OperationsView() {
    }

    /**
     * @param begun when it began
     * @param any   whether there are others, that were not asked for
     */
    public static Table table(List<Operation> operations, Function<Operation, Instant> begun, boolean any) {
        var table = new Table(List.of(Column.text("operation"), Column.text("time"), Column.text("actor", "WHO"), Column.wrapped("command"),
                Column.text("outcome"), Column.wrapped("reason"))).whenEmpty(any ? "no operation is like that" : "no operation has begun yet");
        operations.forEach(operation -> table.row(operation.id(), HistoryView.time(begun.apply(operation)), operation.actor(), operation.command(),
                Ending.of(operation).toString(), operation.reason()));
        return table;
    }

    public static Properties one(Operation operation, Instant begun) {
        return new Properties(operation.id())
                .silently("operation", operation.id())
                .with("command", operation.command())
                .with("time", HistoryView.time(begun))
                .with("actor", operation.actor())
                .with("reason", operation.reason())
                .with("outcome", Ending.of(operation).toString())
                .with("summary", operation.summary())
                .with("intended", "revision " + operation.intended())
                .with("ended", operation.ended() == 0 ? "" : "revision " + operation.ended());
    }

    /** How an operation ended, or that it has not. */
    public enum Ending {
        COMPLETED, UNDONE, PARTIAL, IN_DOUBT, OPEN;

        public static Ending of(Operation operation) {
            return operation.outcome().map(outcome -> switch (outcome) {
                case COMPLETED -> COMPLETED;
                case UNDONE -> UNDONE;
                case PARTIAL -> PARTIAL;
                case IN_DOUBT -> IN_DOUBT;
            }).orElse(OPEN);
        }

        /** As it is typed: {@code in-doubt}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
