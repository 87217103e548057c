package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Something on a region, a disk for instance, with a list of its own of bad places. */
@ConsumerType
public interface ErrorListener {

    /** @param places physical addresses, anywhere in the region */
    void errorsFound(List<AddressRange> places);
}
