package daxplane.loader;

import daxplane.loader.BundleState.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** The framework's and the component runtime's own account of themselves. */
@org.osgi.service.component.annotations.Component(service = Bundles.class)
public final class DriverLoaderBundleStates implements Bundles {

    private final BundleContext framework;
    private final ServiceComponentRuntime components;

    @Activate
    public DriverLoaderBundleStates(BundleContext framework, @Reference ServiceComponentRuntime components) {
        this.framework = framework;
        this.components = components;
    }

    @Override
    public List<BundleState> list() {
        return Stream.of(framework.getBundles()).map(this::state)
                .sorted(Comparator.comparing(BundleState::name).thenComparing(BundleState::version)).toList();
    }

    private BundleState state(Bundle bundle) {
        return new BundleState(bundle.getSymbolicName(), bundle.getVersion().toString(), word(bundle.getState()),
                components.getComponentDescriptionDTOs(bundle).stream().flatMap(this::component).sorted(Comparator.comparing(Component::name)).toList(), needs(bundle));
    }

    private static String word(int state) {
        return switch (state) {
            case Bundle.ACTIVE -> "active";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }

    /** What an unresolved bundle imports and nobody exports; how a bundle without wires came to be so is not told by the framework. */
    private List<String> needs(Bundle bundle) {
        var revision = bundle.adapt(BundleRevision.class);
        if (bundle.getState() != Bundle.INSTALLED || revision == null) {
            return List.of();
        }
        var wiring = framework.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        var needs = new ArrayList<String>();
        for (var requirement : revision.getDeclaredRequirements(null)) {
            if (!Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                    && wiring.findProviders((Requirement) requirement).isEmpty()) {
                needs.add(requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE) ? "package " + filter(requirement)
                        : requirement.getNamespace() + " " + filter(requirement));
            }
        }
        return needs;
    }

    private static String filter(Requirement requirement) {
        return requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "").replaceAll("^\\(&|\\)$|osgi\\.wiring\\.package=", "");
    }

    private Stream<Component> component(ComponentDescriptionDTO description) {
        var services = List.of(description.serviceInterfaces);
        var configurations = components.getComponentConfigurationDTOs(description);
        if (configurations.isEmpty()) {
            return Stream.of(new Component(description.name, "unsatisfied", services, List.of("a configuration")));
        }
        return configurations.stream().map(configuration -> new Component(description.name, word(configuration), services, needs(description, configuration)));
    }

    private static String word(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE -> "active";
            case ComponentConfigurationDTO.SATISFIED -> "satisfied";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "failed";
            default -> "unsatisfied";
        };
    }

    private static List<String> needs(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        var needs = new ArrayList<String>();
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
            needs.add("a configuration");
        }
        if (configuration.failure != null) {
            needs.add("it failed: " + configuration.failure.lines().findFirst().orElse(""));
        }
        for (var unsatisfied : configuration.unsatisfiedReferences) {
            String service = Stream.of(description.references).filter(reference -> reference.name.equals(unsatisfied.name)).map(DriverLoaderBundleStates::service)
                    .findFirst().orElse("a service");
            needs.add(service + " (" + unsatisfied.name.toLowerCase(Locale.ROOT) + ")");
        }
        return needs;
    }

    private static String service(ReferenceDTO reference) {
        return reference.target == null ? reference.interfaceName : reference.interfaceName + " with " + reference.target;
    }
}
