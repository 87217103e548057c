package daxplane.host;

import daxplane.inventory.Inventory;
import org.osgi.annotation.versioning.ProviderType;

/** Turns the attribute tree of a host into a picture. */
@ProviderType
public interface InventoryReader {

    /** A full look. Objects that vanish while they are looked at are left out. Id lists are empty: nothing shows them. */
    Inventory look() throws HostException;

    /**
     * A look at what was touched only, or a full one when {@code touched} is not complete; both give the same. Id lists are those
     * of {@code before}, without those of drivers that are gone.
     */
    Inventory look(Inventory before, Changes.Touched touched) throws HostException;
}
