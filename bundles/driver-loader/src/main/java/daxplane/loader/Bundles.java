package daxplane.loader;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the framework runs, and what it cannot run: an OSGi service. */
@ProviderType
@FunctionalInterface
public interface Bundles {

    /** Sorted by name, then version. */
    List<BundleState> list();
}
