package daxplane.kernel;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The generic device core: registering, matching, binding. docs/kernel/drivers.md 1. */
@ProviderType
public interface DeviceCore {

    /** Creates {@code /sys/bus/NAME}. EBUSY when there is one. */
    void addBus(Bus bus) throws KernelException;

    void removeBus(Bus bus);

    Optional<Bus> bus(String name);

    /** A plain directory of /sys/devices that no driver is for ({@code ACPI0012:00}); existing ones are left alone. */
    void directory(String path);

    /**
     * Registers the device: its directory, links, {@code add} uevent, and offers it to the drivers of its bus in their order.
     * Directories between it and its parent device are made ({@code ndbus0/nd/ndctl0}) and leave with the last device in them.
     * A device with DEVNAME in its uevent keys appears in /dev.
     *
     * @throws KernelException EEXIST the directory or the name on the bus is taken
     */
    void register(Device device) throws KernelException;

    /** As {@link #register} without uevent and without probing: for restoring after a restart of the process. */
    void adopt(Device device, StateRecord document);

    /** Takes it away: unbinds, removes its directory and everything below it, {@code remove} uevent. */
    void unregister(Device device);

    Optional<Device> device(String directory);

    /** Devices that were registered in this directory, in the order of registration. */
    java.util.List<Device> children(Device parent);

    /** The lowest number that no device holds of those that regions of memory of every kind share ({@link Device#memoryRegions}). */
    int freeMemoryRegion();

    /** Adds a group of attributes to a registered device. */
    void addAttributes(Device device, java.util.List<Attribute> attributes);

    /** Removes attributes, or a whole group by the name of its sub-directory. */
    void removeAttributes(Device device, String nameOrGroup);

    /** Adds a file to a directory that belongs to no device ({@code /proc}, {@code /sys/devices/system/memory}); the directory is made if need be. */
    void file(String directory, Attribute attribute);

    /** Takes away a file, or a directory that belongs to no device with everything below it. */
    void remove(String path);

    void link(String path, String targetRealPath);

    void unlink(String path);

    /** A uevent of the device. */
    void uevent(Device device, String action);

    /** Offers all unbound devices of the bus that the driver matches; errors are swallowed, as the kernel does. */
    void attach(Bus bus, String driver);

    /**
     * Binds as {@code bind} does.
     *
     * @throws KernelException ENODEV no match, EBUSY already bound, or the probe's own errno; kernels before 5.14: always ENODEV
     */
    void bind(Device device, String driver) throws KernelException;

    /** Unbinds; never fails. Nothing happens when it is not bound. */
    void unbind(Device device);
}
