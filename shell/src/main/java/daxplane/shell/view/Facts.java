package daxplane.shell.view;

import daxplane.inventory.Fact;
import daxplane.inventory.FactText;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.View;
import java.util.List;

/** What differs between two pictures. */
public final class Facts {

    private Facts() {
    }

    /** A line each; for people, what was done to one memory block after the other is one. */
    public static View view(List<Fact> facts) {
        var texts = facts.stream().map(FactText::of).toList();
        return new Folded(table(texts), table(BlockRuns.folded(texts)));
    }

    private static Table table(List<String> texts) {
        var table = new Table(List.of(Column.wrapped("fact"))).whenEmpty("no difference");
        texts.forEach(table::row);
        return table;
    }
}
