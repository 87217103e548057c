package daxplane.kernel;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the kernel does when a device is given to this driver, and when it is taken away.
 *
 * <p>A driver holds no state: what it must remember about a device it puts into {@link Device#driverData()}, which stays
 * when the driver's bundle is exchanged.
 */
@ConsumerType
public interface Driver {

    /** Directory below {@code /sys/bus/BUS/drivers}. */
    String name();

    /** Bus whose devices it drives: {@code dax}, {@code nd}. */
    String bus();

    /** Whether it takes the device without being told its id. */
    boolean matches(Device device);

    /**
     * Takes the device.
     *
     * @throws KernelException the errno that {@code bind} reports; nothing is left behind. ENODEV and ENXIO are a silent no
     */
    void probe(Device device, Kernel kernel) throws KernelException;

    /**
     * Lets go of the device; cannot fail. What cannot be freed stays behind until the next boot and is told to
     * {@link Kernel#leaked}.
     */
    void remove(Device device, Kernel kernel);

    /**
     * Called for each bound device after a restart of the process or an exchange of the driver's bundle, when every document
     * is restored: recreates what {@link #probe} made that has no document of its own (added attributes). Changes no state.
     */
    default void adopt(Device device, Kernel kernel) {
    }
}
