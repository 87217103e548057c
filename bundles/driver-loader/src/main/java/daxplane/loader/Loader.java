package daxplane.loader;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Gives access to the plug-in bundles of a state directory: an OSGi service. */
@ProviderType
public interface Loader {

    /**
     * Digests of the bundles that operators installed, as the journal tells them. Asked only when there are jars.
     */
    @FunctionalInterface
    interface Recorded {

        /** SHA-256 in hex of the jar that was installed last under this name; empty when none was, or it was removed again. */
        Optional<String> digest(String bundle);
    }

    /**
     * Installs what operators installed in this state directory before, and leaves out what they removed. A jar runs only
     * when it is the one that the journal knows, and when nobody but this user and root can have put it there. One that does
     * not start any more is left out too, and the reason is told by {@link Plugins#leftOut}.
     */
    Plugins open(Path state, Recorded recorded);
}
