package daxplane.shell.view;

import daxplane.loader.DriverBundle;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import java.util.List;
import java.util.Set;

/** Driver bundles, in a line each. */
public final class DriverBundles {

    private static final int SHORT_DIGEST = 12;

    private DriverBundles() {
    }

    /** @param loaded modules that are loaded into the machine */
    public static Table table(List<DriverBundle> bundles, Set<String> loaded) {
        var table = new Table(List.of(Column.text("bundle"), Column.text("version"), Column.text("sha256"), Column.text("from"),
                Column.wrapped("modules"), Column.wrapped("loaded"))).whenEmpty("no bundle offers a kernel module");
        for (var bundle : bundles) {
            table.row(bundle.name(), bundle.version(), bundle.digest().substring(0, Math.min(SHORT_DIGEST, bundle.digest().length())),
                    bundle.shipped() ? "daxplane" : "operator", String.join(" ", bundle.modules()),
                    String.join(" ", bundle.modules().stream().filter(loaded::contains).toList()));
        }
        return table;
    }
}
