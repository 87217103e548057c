package daxplane.shell.view;

import daxplane.control.Drift;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.List;

/** Where the machine is not as it is wanted. */
public final class Drifts {

    private Drifts() {
    }

    public static Table table(Drift drift) {
        var table = new Table(List.of(Column.text("object"), Column.wrapped("wanted"), Column.wrapped("observed"), Column.wrapped("cause"),
                Column.wrapped("remedy", "DO"))).whenEmpty("no drift: the machine is as it is wanted");
        for (var row : drift.rows()) {
            table.row(Cell.of(row.object()).in(Style.STRONG), row.wanted(), Cell.of(row.observed()).in(Style.WARNING), row.cause(), row.remedy());
        }
        return table;
    }
}
