package daxplane.shell.view;

import daxplane.loader.BundleState;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the framework runs: a line for each bundle, or for each component. */
public final class BundleStates {

    private BundleStates() {
    }

    /** What is not there and why stands in the last column. */
    public static Table bundles(List<BundleState> bundles) {
        var table = new Table(List.of(Column.text("bundle"), Column.text("version"), Column.text("state"), Column.number("components"), Column.wrapped("needs")))
                .whenEmpty("there is no such bundle");
        for (var bundle : bundles) {
            var needs = new ArrayList<>(bundle.needs());
            bundle.components().stream().filter(component -> !component.needs().isEmpty())
                    .forEach(component -> needs.add(component.name() + " needs " + String.join(", ", component.needs())));
            table.row(bundle.name(), bundle.version(), bundle.state(), bundle.components().size(), String.join("; ", needs));
        }
        return table;
    }

    public static Table components(List<BundleState> bundles) {
        var table = new Table(List.of(Column.text("component"), Column.text("bundle"), Column.text("state"), Column.wrapped("services"), Column.wrapped("needs")))
                .whenEmpty("no component is in it");
        bundles.stream().flatMap(bundle -> bundle.components().stream().map(component -> List.of(component.name(), bundle.name() + " " + bundle.version(), component.state(),
                String.join(" ", component.services()), Stream.concat(bundle.needs().stream(), component.needs().stream()).reduce((a, b) -> a + ", " + b).orElse(""))))
                .forEach(row -> table.row(row.toArray()));
        return table;
    }
}
