package daxplane.host;

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

    /** EBUSY while a region that uses the DIMM is enabled. */
    void write(String dimm, int offset, byte[] bytes) throws HostException;
}
