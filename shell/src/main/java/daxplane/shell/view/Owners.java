package daxplane.shell.view;

import daxplane.control.OwnershipAnswer;
import daxplane.control.Mode;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
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
                .orElseGet(() -> custody.holdings().isEmpty() ? withoutHolding(picture, custody.object()) : Cell.of("several"));
        var shown = new Properties(custody.object() + ": " + owner.text())
                .silently("object", custody.object())
                .silently("owner", owner.json())
                .with("detail", custody.detail());
        if (!custody.holdings().isEmpty()) {
            shown.with("holdings", Devices.holdings(picture, modes, custody.holdings()));
        }
        if (!custody.holders().isEmpty()) {
            var holders = new Table(List.of(Column.text("kind"), Column.number("pid"), Column.wrapped("command"), Column.wrapped("leave")));
            custody.holders().forEach(holder -> holders.row(holder.kind().name().toLowerCase(Locale.ROOT), holder.pid(), holder.said(),
                    holder.leave().orElse("")));
            shown.with("holders", holders);
        }
        if (!custody.decided().isEmpty()) {
            shown.with("decided", HistoryView.of(custody.decided()));
        }
        return shown;
    }

    /** What is no piece of persistent or CXL memory is the kernel's where there is memory at all, and nobody's else. */
    private static Cell withoutHolding(Inventory picture, String object) {
        boolean memory = NamedObject.find(picture, object).map(found -> switch (found) {
            case NamedObject.OfBlocks(var blocks) -> !picture.blocksIn(blocks).isEmpty();
            case NamedObject.OfAddress(var address) -> picture.policy().blockBytes() != 0
                    && picture.blocks().containsKey(Long.divideUnsigned(address, picture.policy().blockBytes()));
            case NamedObject.OfNode(_, var node) -> node.filter(there -> there.totalKib() != 0).isPresent();
            case NamedObject.OfDaxDevice _, NamedObject.OfNamespace _, NamedObject.OfRegion _, NamedObject.OfDimm _, NamedObject.OfModule _,
                    NamedObject.OfAutoOnline _, NamedObject.OfDisk _ -> false;
        }).orElse(false);
        return Cell.of(memory ? "the kernel, as ordinary memory" : "nobody");
    }
}
