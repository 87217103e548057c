package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.Intent.DriverChange.Action;
import daxplane.loader.Offer.Kind;
import daxplane.shell.view.PluginBundles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code driver list|install|update|remove}: what {@code plugin} does, for bundles that offer kernel modules. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=driver")
@CommandLine.Command(name = "driver", description = "Driver plug-ins of the simulated machine: exchange them while they own devices",
        subcommands = {DriverVerb.Lists.class, DriverVerb.Install.class, DriverVerb.Update.class, DriverVerb.Remove.class},
        footer = {"", "Examples:",
            "  driver list                       what there is, with versions and digests",
            "  driver install ./null-driver.jar  take a new one",
            "  driver update kmem ./kmem-2.jar   another version; memory stays online",
            "  driver remove kmem                back to the shipped one"})
public final class DriverVerb implements Verb {

    private static final String DRIVER = "driver";
    private static final Set<Kind> KINDS = Set.of(Kind.MODULE);

    @Override
    public int run(Context context) throws Failure {
        throw Failure.usage("driver: say what: list, install, update or remove");
    }

    /** {@code driver list}. */
    @CommandLine.Command(name = "list", description = "Show the driver bundles and what they offer", footer = {"", "Examples:", "  driver list"})
    public static final class Lists implements Verb {

        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException {
            var context = output.of(given);
            var loaded = PluginExchange.loaded(context);
            context.session().plugins().leftOut().forEach(reason -> context.complain("not run: " + reason));
            context.print(PluginBundles.drivers(context.session().plugins().list(), loaded));
            return ExitCode.DONE;
        }
    }

    /** {@code driver install JAR}. */
    @CommandLine.Command(name = "install", description = "Take a new driver bundle; it stays in the state directory",
            footer = {"", "Examples:", "  driver install ./null-driver.jar"})
    public static final class Install implements Verb {

        @Parameters(paramLabel = "JAR", description = "the bundle")
        private Path jar;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            return PluginExchange.run(context, DRIVER, Action.INSTALL, String.valueOf(jar.getFileName()), Optional.of(jar), (plugins, _) -> plugins.install(jar, KINDS));
        }
    }

    /** {@code driver update DRIVER JAR}. */
    @CommandLine.Command(name = "update", description = "Exchange a driver bundle for another version; its devices stay bound",
            footer = {"", "Examples:", "  driver update kmem ./kmem-2.jar"})
    public static final class Update implements Verb {

        @Parameters(index = "0", paramLabel = "DRIVER", description = "name of the bundle, its last part, or a module of it")
        private String driver;
        @Parameters(index = "1", paramLabel = "JAR", description = "the other version")
        private Path jar;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            return PluginExchange.run(context, DRIVER, Action.UPDATE, driver, Optional.of(jar), (plugins, inUse) -> plugins.update(driver, jar, KINDS, inUse));
        }
    }

    /** {@code driver remove DRIVER}. */
    @CommandLine.Command(name = "remove", description = "Let a driver bundle go; a shipped one that it replaced comes back",
            footer = {"", "Examples:", "  driver remove kmem"})
    public static final class Remove implements Verb {

        @Parameters(paramLabel = "DRIVER", description = "name of the bundle, its last part, or a module of it")
        private String driver;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            return PluginExchange.run(context, DRIVER, Action.REMOVE, driver, Optional.empty(), (plugins, inUse) -> plugins.remove(driver, KINDS, inUse));
        }
    }
}
