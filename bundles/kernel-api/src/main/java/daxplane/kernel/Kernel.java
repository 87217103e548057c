package daxplane.kernel;

import daxplane.inventory.AddressRange;
import daxplane.host.Cancellation;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;

/** One simulated kernel, from boot to reboot, as its drivers and buses see it. */
@ProviderType
public interface Kernel {

    KernelProfile profile();

    /** What the firmware and the boot loader said. */
    Firmware firmware();

    DeviceCore devices();

    /** What /proc/iomem shows. */
    ResourceTree resources();

    /** Memory blocks, nodes and zones. */
    MemoryHotplug memory();

    Media media();

    /** The keyring that drivers ask for keys of DIMMs. */
    KernelKeys keys();

    /** Who uses devices and memory from outside of the kernel. */
    Workload workload();

    /** What a loaded module exports. */
    <T> Optional<T> symbol(Class<T> type);

    /**
     * Exports something to other modules, as EXPORT_SYMBOL does. Called in {@link KernelModule#load} and in
     * {@link KernelModule#resume}; withdrawn when the module is unloaded.
     */
    <T> void export(Class<T> type, T symbol);

    boolean moduleLoaded(String module);

    /** Tells that the volatile state of a thing changed: it is kept, and what it shows in sysfs counts as touched. */
    void changed(Persistent thing);

    /** Tells that a thing is gone, and its document with it. */
    void forget(Persistent thing);

    /** Tells that the file or directory (real path) looks different now. */
    void touched(String path);

    /** Tells that a range stays reserved, or memory stays in use, until the next boot. */
    void leaked(String device, AddressRange range, String why);

    /**
     * Waits inside a store until the condition holds. Other calls enter the kernel meanwhile, so everything that was looked
     * up before must be looked up again; what the call changed so far is committed as if it had ended here.
     *
     * @throws KernelException EINTR when cancelled
     */
    void await(BooleanSupplier condition, Cancellation cancellation) throws KernelException;

    /** What the machine's clock shows, in milliseconds. It goes on while nobody has the machine open. */
    long clockMillis();

    /**
     * Asks for {@link KernelModule#timePassed} when the clock shows this, or at the first call that enters the kernel after it.
     * Not remembered over a restart of the process: {@link KernelModule#restore} asks again.
     */
    void wakeAt(long clockMillis);

    /** A line of the kernel log. Level 3 error, 4 warning, 6 information. */
    void log(int level, String message);

    /** A line of the kernel log that is told once in a boot, however often it is said. */
    void logOnce(int level, String message);
}
