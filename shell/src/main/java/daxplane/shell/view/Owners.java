package daxplane.shell.view;

import daxplane.control.Ownership;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Table;
import java.util.List;
import java.util.Locale;

/** Who owns a piece of memory. */
public final class Owners {

    private Owners() {
    }

    public static Properties show(Ownership ownership) {
        var shown = new Properties(ownership.object() + ": " + ownership.owner())
                .with("object", ownership.object())
                .with("owner", ownership.owner())
                .with("detail", ownership.detail());
        if (!ownership.holders().isEmpty()) {
            var holders = new Table(List.of(Column.text("kind"), Column.number("pid"), Column.wrapped("command")));
            ownership.holders().forEach(holder -> holders.row(holder.kind().name().toLowerCase(Locale.ROOT), holder.pid(), holder.command()));
            shown.with("holders", holders);
        }
        ownership.decided().ifPresent(past -> shown.with("decided", Pasts.table(List.of(past))));
        return shown;
    }
}
