package daxplane.control;

import daxplane.host.Effect;
import daxplane.inventory.Zone;
import java.util.Set;

/**
 * The files of the kernel that plans write to: the dax bus, memory blocks and the auto-online policy (docs/kernel/drivers.md 1.3,
 * 3.3; docs/kernel/memory.md 7).
 */
public final class KernelFiles {

    public static final String AUTO_ONLINE = "/sys/devices/system/memory/auto_online_blocks";
    public static final String DAX_DRIVERS = "/sys/bus/dax/drivers/";
    private static final String MEMORY = "/sys/devices/system/memory/memory";

    /** Drivers that have dax devices where the kernel has no dax bus (docs/kernel/drivers.md 2.2). */
    private static final Set<String> ON_ND_BUS = Set.of("dax_pmem", "dax_kmem");

    private KernelFiles() {
    }

    /** Gives a device to a driver that matches it; the errno is the probe's. */
    public static Effect bind(String driver, String device) {
        return write(directory(driver) + "/bind", device);
    }

    public static Effect unbind(String driver, String device) {
        return write(directory(driver) + "/unbind", device);
    }

    /** Adds a name to a driver's list. The driver takes every unbound device that it matches then; a failed probe is not reported. */
    public static Effect newId(String driver, String device) {
        return write(directory(driver) + "/new_id", device);
    }

    /** Takes a name from a driver's list; never fails for a well-formed name, never unbinds. */
    public static Effect removeId(String driver, String device) {
        return write(directory(driver) + "/remove_id", device);
    }

    /** How the kernel treats blocks that are added: {@code offline}, {@code online}, {@code online_kernel}, {@code online_movable}. */
    public static Effect autoOnline(String policy) {
        return write(AUTO_ONLINE, policy);
    }

    public static Effect online(long block, boolean movable) {
        return write(MEMORY + block + "/state", movable ? "online_movable" : "online_kernel");
    }

    /** Brings a block back to the kind of zone that it was in. */
    public static Effect onlineAgain(long block, Zone zone) {
        return online(block, zone == Zone.MOVABLE);
    }

    public static Effect offline(long block) {
        return write(MEMORY + block + "/state", "offline");
    }

    private static String directory(String driver) {
        return (ON_ND_BUS.contains(driver) ? "/sys/bus/nd/drivers/" : DAX_DRIVERS) + driver;
    }

    private static Effect write(String path, String value) {
        return new Effect.WriteAttribute(path, value + "\n");
    }
}
