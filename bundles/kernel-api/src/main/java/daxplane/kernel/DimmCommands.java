package daxplane.kernel;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the nd bus exports for the config-data calls on {@code /dev/nmemN}: the calls themselves go to {@link Media}, only the
 * bus knows its DIMMs by name and whether they are in use.
 */
@ConsumerType
public interface DimmCommands {

    /**
     * Position of the DIMM in {@link Firmware.Nfit#dimms()}.
     *
     * @param name {@code nmem0}
     * @throws KernelException ENOENT no such DIMM
     */
    int dimm(String name) throws KernelException;

    /**
     * Asked before each call.
     *
     * @param function 4 size, 5 read, 6 write
     * @throws KernelException the firmware fails
     */
    default void beforeCall(String name, int function) throws KernelException {
    }

    /**
     * Asked before a label area is written from outside.
     *
     * @throws KernelException EBUSY while an enabled region uses the DIMM; ENOENT no such DIMM
     */
    void checkIdle(String name) throws KernelException;
}
