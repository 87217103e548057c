package daxplane.loader;

import java.nio.file.Path;
import java.util.Set;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Loader loader, Path state, Loader.Recorded recorded, Set<Offer> inUse) throws Exception {
        // @start region="example"
        Plugins plugins = loader.open(state, recorded);
        Change change = plugins.update("kmem", Path.of("kmem-2.jar"), Set.of(Offer.Kind.MODULE), inUse);
        System.out.println(change.before() + " -> " + change.after());
        // @end
    }
}
