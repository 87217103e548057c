package daxplane.shell.view;

import daxplane.control.OwnershipAnswer;
import daxplane.control.Mode;
import daxplane.inventory.Inventory;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Table;
import java.util.List;
import java.util.Locale;

/** Who owns a piece of memory. */
public final class Owners {

    private Owners() {
    }

    public static Properties show(Inventory picture, List<Mode> modes, OwnershipAnswer custody) {
        var owner = custody.only().map(holding -> Devices.owner(picture, holding))
                .orElseGet(() -> Cell.of(custody.holdings().isEmpty() ? "the kernel, as ordinary memory" : "several"));
        var shown = new Properties(custody.object() + ": " + owner.text())
                .silently("object", custody.object())
                .silently("owner", owner.json())
                .with("detail", custody.detail());
        if (!custody.holdings().isEmpty()) {
            shown.with("holdings", Devices.holdings(picture, modes, custody.holdings()));
        }
        if (!custody.holders().isEmpty()) {
            var holders = new Table(List.of(Column.text("kind"), Column.number("pid"), Column.wrapped("command")));
            custody.holders().forEach(holder -> holders.row(holder.kind().name().toLowerCase(Locale.ROOT), holder.pid(), holder.command()));
            shown.with("holders", holders);
        }
        if (!custody.decided().isEmpty()) {
            shown.with("decided", HistoryView.table(custody.decided()));
        }
        return shown;
    }
}
