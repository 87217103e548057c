package daxplane.loader;

import daxplane.loader.Offer.Kind;
import java.util.List;

/**
 * A bundle that offers something which is exchanged while the system runs.
 *
 * @param name    symbolic name, {@code daxplane.driver.kmem}
 * @param version version of the bundle
 * @param digest  SHA-256 of its jar, in hex
 * @param offers  sorted
 * @param shipped whether it comes with daxplane; else an operator installed it
 */
public record PluginBundle(String name, String version, String digest, List<Offer> offers, boolean shipped) {

    public PluginBundle {
        offers = List.copyOf(offers);
    }

    /** Names of the kernel modules that it offers. */
    public List<String> modules() {
        return offers.stream().filter(offer -> offer.kind() == Kind.MODULE).map(Offer::name).toList();
    }

    /** Whether an operator may mean it by {@code word}: its name, the last part of its name, or something that it offers. */
    public boolean isMeantBy(String word) {
        return name.equals(word) || name.substring(name.lastIndexOf('.') + 1).equals(word) || offers.stream().anyMatch(offer -> offer.name().equals(word));
    }
}
