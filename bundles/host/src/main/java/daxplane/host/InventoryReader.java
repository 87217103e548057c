package daxplane.host;

import daxplane.inventory.Inventory;

/** Turns the attribute tree of a host into a picture. */
public interface InventoryReader {

    /** A full look. Objects that vanish while they are looked at are left out. */
    Inventory look() throws HostException;

    /** A look at what was touched only; equal to a full look when {@code touched} is complete. */
    Inventory look(Inventory before, Changes.Touched touched) throws HostException;
}
