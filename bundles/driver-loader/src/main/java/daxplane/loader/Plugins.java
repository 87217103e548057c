package daxplane.loader;

import daxplane.loader.Offer.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plug-in bundles of one state directory. Thread-safe; one change at a time. Whoever acts says which kinds he means: a bundle
 * that offers none of them is none to him.
 */
@ProviderType
public interface Plugins {

    /** All of them, sorted by name. */
    List<PluginBundle> list();

    /** Jars of the state directory that do not run, and why; a sentence each. */
    List<String> leftOut();

    /** Takes a new bundle. EEXIST when one of that name is there (update it), ENOENT, EINVAL when the jar is none of these kinds. */
    Change install(Path jar, Set<Kind> kinds) throws DriverRefused;

    /**
     * Exchanges a bundle for another version of it; devices stay bound. EINVAL when the jar is another bundle, offers less, or fails
     * to start; EBUSY when it is the host of the open machine.
     *
     * @param plugin see {@link PluginBundle#isMeantBy}
     * @param inUse  modules that are loaded into the machine, and its host
     */
    Change update(String plugin, Path jar, Set<Kind> kinds, Set<Offer> inUse) throws DriverRefused;

    /**
     * Lets a bundle go; what an operator installed in place of a shipped one gives way to the shipped one again.
     *
     * @param inUse EBUSY when it offers one of them and nobody else would
     */
    Change remove(String plugin, Set<Kind> kinds, Set<Offer> inUse) throws DriverRefused;
}
