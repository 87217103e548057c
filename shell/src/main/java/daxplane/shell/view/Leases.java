package daxplane.shell.view;

import daxplane.inventory.DeviceUse;
import daxplane.inventory.Inventory;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import java.util.List;

/** Who gives back what he uses when he is asked. */
public final class Leases {

    private Leases() {
    }

    /** @param device empty text: of all */
    public static Table of(Inventory picture, String device) {
        var table = new Table(List.of(Column.text("device"), Column.number("pid"), Column.wrapped("lease"), Column.wrapped("leave")));
        uses(picture).stream().filter(use -> device.isEmpty() || use.device().equals(device))
                .forEach(use -> table.row(use.device(), use.pid(), use.said(), use.inUse() ? "lease revoke " + use.pid() : ""));
        return table;
    }

    /** In the order of devices. */
    public static List<DeviceUse> uses(Inventory picture) {
        return picture.uses().stream().filter(use -> use.kind() == DeviceUse.Kind.LEASED).toList();
    }
}
