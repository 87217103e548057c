package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.Optional;

/** One simulated kernel, from boot to reboot, as its drivers and buses see it. */
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

    /** What a loaded module exports. */
    <T> Optional<T> symbol(Class<T> type);

    boolean moduleLoaded(String module);

    /** Tells that the volatile state of a thing changed: it is kept, and what it shows in sysfs counts as touched. */
    void changed(Documented thing);

    /** Tells that a thing is gone, and its document with it. */
    void forget(Documented thing);

    /** Tells that the file or directory (real path) looks different now. */
    void touched(String path);

    /** Tells that a range stays reserved, or memory stays in use, until the next boot. */
    void leaked(String device, AddressRange range, String why);

    /** A line of the kernel log. Level 3 error, 4 warning, 6 information. */
    void log(int level, String message);
}
