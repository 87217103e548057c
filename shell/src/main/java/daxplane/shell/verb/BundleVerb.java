package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.view.BundleStates;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bundle list [BUNDLE]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=bundle")
@CommandLine.Command(name = "bundle", description = "What daxplane is made of: bundles, their components, and why one is not there",
        subcommands = BundleVerb.Lists.class,
        footer = {"", "Examples:",
            "  bundle list                   a line for each bundle",
            "  bundle list daxplane.control  a line for each of its components"})
public final class BundleVerb implements Verb {

    @Override
    public int run(Context context) throws Failure {
        throw Failure.usage("bundle: say what: list");
    }

    /** {@code bundle list}. */
    @CommandLine.Command(name = "list", description = "Show the bundles, or the components of one", footer = {"", "Examples:", "  bundle list daxplane.control"})
    public static final class Lists implements Verb {

        @Parameters(arity = "0..1", paramLabel = "BUNDLE", description = "its components: name of the bundle, or its last part")
        private Optional<String> bundle = Optional.empty();
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            var all = context.session().bundles().list();
            if (bundle.isEmpty()) {
                context.print(BundleStates.bundles(all));
                return ExitCode.DONE;
            }
            var named = all.stream().filter(one -> one.name().equals(bundle.get()) || one.name().endsWith("." + bundle.get())).toList();
            if (named.isEmpty()) {
                throw Failure.failed("there is no bundle " + bundle.get() + " (ENOENT); bundle list shows what there is");
            }
            context.print(BundleStates.components(named));
            return ExitCode.DONE;
        }
    }
}
