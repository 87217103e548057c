package daxplane.shell.view;

import daxplane.host.firmware.SmartHealth;
import daxplane.host.health.DimmHealth;
import daxplane.host.health.Verdict;
import daxplane.inventory.Dimm;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The health of DIMMs, one row each, the worst first. */
public final class HealthTable {

    /** @param errors places known to be bad behind its regions */
    public record Row(Dimm dimm, DimmHealth health, Verdict verdict, OptionalLong dirtyShutdowns, int errors) {

        private int number() {
            String digits = dimm.name().replaceAll("\\D", "");
            return digits.isEmpty() || digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        }
    }

    private HealthTable() {
    }

    public static Table of(List<Row> rows) {
        var table = new Table(List.of(Column.text("dimm"), Column.text("state"), Column.number("life_used_percent", "LIFE"), Column.number("spares_percent", "SPARES"),
                Column.number("media_celsius", "MEDIA"), Column.number("controller_celsius", "CTRL"), Column.text("alarms"), Column.text("shutdown"),
                Column.number("dirty_shutdowns", "DIRTY"), Column.text("flags"), Column.text("security"), Column.number("errors"),
                Column.wrapped("found"), Column.wrapped("remedy", "DO"))).whenEmpty("no DIMMs");
        rows.stream().sorted(Comparator.comparing((Row row) -> row.verdict().state()).thenComparing(Row::number)).forEach(row -> add(table, row));
        return table;
    }

    private static void add(Table table, Row row) {
        var health = row.health();
        var complaints = row.verdict().complaints();
        table.row(Cell.of(row.dimm().name()).in(Style.STRONG), Cell.of(row.verdict().state().word()).in(ink(row.verdict().state())), share(health.lifeUsed()),
                share(health.spares()), degrees(health.mediaTemperature()), degrees(health.controllerTemperature()), alarms(health), shutdown(health),
                row.dirtyShutdowns().isPresent() ? Cell.of(row.dirtyShutdowns().getAsLong()) : Cell.NONE, String.join(" ", health.flags()), health.security(), row.errors(),
                Cell.of(complaints.isEmpty() && row.verdict().silent() ? List.of("its firmware tells nothing") : complaints.stream().map(Verdict.Complaint::what).toList()),
                Cell.of(complaints.stream().map(Verdict.Complaint::remedy).distinct().toList()));
    }

    private static Style ink(Verdict.State state) {
        return switch (state) {
            case FATAL, CRITICAL -> Style.BAD;
            case WARNING -> Style.WARNING;
            case GOOD -> Style.GOOD;
            case UNKNOWN -> Style.PLAIN;
        };
    }

    private static Cell share(Optional<Integer> perCent) {
        return perCent.map(value -> Cell.of(value, value + " %")).orElse(Cell.NONE);
    }

    private static Cell degrees(Optional<Double> celsius) {
        return celsius.map(value -> Cell.of(value, value + " °C")).orElse(Cell.NONE);
    }

    private static String alarms(DimmHealth health) {
        var raised = new ArrayList<String>();
        health.smart().filter(smart -> smart.has(SmartHealth.ALARMS_VALID)).ifPresent(smart -> {
            if (smart.alarm(SmartHealth.SPARES_ALARM)) {
                raised.add("spares");
            }
            if (smart.alarm(SmartHealth.MEDIA_TEMPERATURE_ALARM)) {
                raised.add("media");
            }
            if (smart.alarm(SmartHealth.CONTROLLER_TEMPERATURE_ALARM)) {
                raised.add("controller");
            }
        });
        return String.join(" ", raised);
    }

    private static String shutdown(DimmHealth health) {
        return health.smart().filter(smart -> smart.has(SmartHealth.SHUTDOWN_VALID)).map(smart -> smart.unsafeShutdown() ? "dirty" : "clean").orElse("");
    }
}
