package daxplane.modes;

import daxplane.inventory.Inventory;

/** Id lists of dax drivers. */
final class Ids {

    private Ids() {
    }

    /** Whether the driver's list has the name, as far as is known: nobody can read the list. */
    static boolean has(Inventory picture, String driver, String device) {
        var ids = picture.driverIds().get(driver);
        return ids != null && ids.contains(device);
    }
}
