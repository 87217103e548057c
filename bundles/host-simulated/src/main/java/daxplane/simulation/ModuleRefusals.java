package daxplane.simulation;

import java.util.Map;

/** What the open machines think of the modules that bundles offer: an OSGi service. */
public interface ModuleRefusals {

    /** Modules of which the version offered last does not work in some machine, with the reason; the one before goes on there. */
    Map<String, String> refused();
}
