package daxplane.loader;

import java.util.List;

/** What the framework runs, and what it cannot run: an OSGi service. */
@FunctionalInterface
public interface Bundles {

    /** Sorted by name, then version. */
    List<BundleState> list();
}
