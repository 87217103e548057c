package daxplane.loader;

import java.nio.file.Path;

/** Gives access to the driver bundles of a state directory: an OSGi service. */
public interface Loader {

    /**
     * Installs what operators installed in this state directory before, and leaves out what they removed. A jar that does
     * not start any more is left out too, and the reason is told in the framework's log.
     */
    Drivers open(Path state);
}
