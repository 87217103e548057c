package daxplane.simulation;

import daxplane.kernel.KernelModule;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** What the open machines do with the modules that bundles offer: an OSGi service. */
@ProviderType
public interface ModuleUse {

    /** Modules of which the version offered last does not work in some machine, with the reason; the one before goes on there. */
    Map<String, String> refused();

    /** Tells whose code is to be contained most: of bundles that operators installed. */
    void strangers(Predicate<Class<?>> strangers);

    /** Modules that work in some machine. They may have been withdrawn: their classes must stay until they work no more. */
    List<KernelModule> working();
}
