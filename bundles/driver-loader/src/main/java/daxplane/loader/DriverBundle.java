package daxplane.loader;

import java.util.List;

/**
 * A bundle that offers kernel modules.
 *
 * @param name    symbolic name, {@code daxplane.driver.kmem}
 * @param version version of the bundle
 * @param digest  SHA-256 of its jar, in hex
 * @param modules names of the modules that it offers, sorted
 * @param shipped whether it comes with daxplane; else an operator installed it
 */
public record DriverBundle(String name, String version, String digest, List<String> modules, boolean shipped) {

    public DriverBundle {
        modules = List.copyOf(modules);
    }

    /** Whether an operator may mean it by {@code word}: its name, the last part of its name, or one of its modules. */
    public boolean isMeantBy(String word) {
        return name.equals(word) || name.substring(name.lastIndexOf('.') + 1).equals(word) || modules.contains(word);
    }
}
