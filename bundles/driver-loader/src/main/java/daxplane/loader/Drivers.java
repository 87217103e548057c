package daxplane.loader;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The driver bundles of one state directory. Thread-safe; one change at a time. */
public interface Drivers {

    /** Sorted by name. */
    List<DriverBundle> list();

    /** Jars of the state directory that do not run, and why; a sentence each. */
    List<String> leftOut();

    /** Takes a new bundle. EEXIST when one of that name is there (update it), ENOENT, EINVAL when the jar is none. */
    Change install(Path jar) throws DriverRefused;

    /**
     * Exchanges a bundle for another version of it; devices stay bound. EINVAL when the jar is another bundle, offers other
     * modules, or fails to start.
     *
     * @param driver see {@link DriverBundle#isMeantBy}
     */
    Change update(String driver, Path jar) throws DriverRefused;

    /**
     * Lets a bundle go; what an operator installed in place of a shipped one gives way to the shipped one again.
     *
     * @param loaded modules that are loaded into the machine: EBUSY when it offers one of them and nobody else would
     */
    Change remove(String driver, Set<String> loaded) throws DriverRefused;
}
