package daxplane.kernel;

/**
 * The config-data calls of a DIMM's character device, with the kernel's errnos: what libnvdimm exports, and the port's
 * {@link daxplane.host.LabelAreas} of a simulated machine goes through. It knows which DIMM is in use, and that a kernel goes on
 * working with its own copy of an area that somebody else overwrites.
 */
public interface LabelCalls {

    /** Size of the label area. ENODEV no such DIMM; ENOTTY it has none. */
    int labelAreaBytes(String dimm) throws KernelException;

    /** EINVAL outside of the area. */
    byte[] readLabelArea(String dimm, int offset, int length) throws KernelException;

    /** EBUSY while an enabled region uses the DIMM; EINVAL outside of the area. */
    void writeLabelArea(String dimm, int offset, byte[] bytes) throws KernelException;
}
