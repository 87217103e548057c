package daxplane.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Label areas of DIMMs: the three config-data calls of the kernel (GET_CONFIG_SIZE, GET_CONFIG_DATA, SET_CONFIG_DATA). */
@ProviderType
public interface LabelAreas {

    /**
     * @param areaBytes     size of the label area
     * @param transferBytes most that one call moves; implementations split larger requests
     */
    record Size(int areaBytes, int transferBytes) {
    }

    /** @param dimm kernel name, {@code nmem0}. ENOTTY when the DIMM has no label area */
    Size size(String dimm) throws HostException;

    byte[] read(String dimm, int offset, int length) throws HostException;

    /**
     * What stands in the area, where that can be seen without a call to the DIMM's firmware: it is looked at after every change. Empty on
     * a running kernel, which has no other way, and where there is no area.
     */
    default Optional<byte[]> seen(String dimm) {
        return Optional.empty();
    }

    /** EBUSY while a region that uses the DIMM is enabled. */
    void write(String dimm, int offset, byte[] bytes) throws HostException;
}
