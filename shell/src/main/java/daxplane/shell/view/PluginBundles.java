package daxplane.shell.view;

import daxplane.loader.Offer;
import daxplane.loader.PluginBundle;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import java.util.List;
import java.util.Set;

/** Plug-in bundles, in a line each. */
public final class PluginBundles {

    private static final int SHORT_DIGEST = 12;

    private PluginBundles() {
    }

    /** Those that offer kernel modules. @param loaded modules that are loaded into the machine */
    public static Table drivers(List<PluginBundle> bundles, Set<String> loaded) {
        var table = new Table(List.of(Column.text("bundle"), Column.text("version"), Column.text("sha256"), Column.text("from"),
                Column.wrapped("modules"), Column.wrapped("loaded"))).whenEmpty("no bundle offers a kernel module");
        for (var bundle : bundles) {
            if (!bundle.modules().isEmpty()) {
                table.row(bundle.name(), bundle.version(), digest(bundle), from(bundle), String.join(" ", bundle.modules()),
                        String.join(" ", bundle.modules().stream().filter(loaded::contains).toList()));
            }
        }
        return table;
    }

    /** @param loaded as above */
    public static Table all(List<PluginBundle> bundles, Set<String> loaded) {
        var table = new Table(List.of(Column.text("bundle"), Column.text("version"), Column.text("sha256"), Column.text("from"),
                Column.wrapped("offers"), Column.wrapped("loaded"))).whenEmpty("no bundle offers anything");
        for (var bundle : bundles) {
            table.row(bundle.name(), bundle.version(), digest(bundle), from(bundle), String.join(", ", bundle.offers().stream().map(Offer::toString).toList()),
                    String.join(" ", bundle.modules().stream().filter(loaded::contains).toList()));
        }
        return table;
    }

    private static String digest(PluginBundle bundle) {
        return bundle.digest().substring(0, Math.min(SHORT_DIGEST, bundle.digest().length()));
    }

    private static String from(PluginBundle bundle) {
        return bundle.shipped() ? "daxplane" : "operator";
    }
}
