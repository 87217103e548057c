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

/** {@code plugin list|install|update|remove}: drivers, modes, commands and hosts. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=plugin")
@CommandLine.Command(name = "plugin", description = "Bundles that come and go while the system runs: drivers, modes, commands, hosts",
        subcommands = {PluginVerb.Lists.class, PluginVerb.Install.class, PluginVerb.Update.class, PluginVerb.Remove.class},
        footer = {"", "Examples:",
            "  plugin list                        what there is, and what it offers",
            "  plugin install ./hello.jar         take a new one",
            "  plugin update modes ./modes-2.jar  another version of the modes",
            "  plugin remove hello                let it go"})
public final class PluginVerb implements Verb {

    private static final String PLUGIN = "plugin";
    private static final Set<Kind> KINDS = Set.of(Kind.values());

    @Override
    public int run(Context context) throws Failure {
        throw Failure.usage("plugin: say what: list, install, update or remove");
    }

    /** {@code plugin list}. */
    @CommandLine.Command(name = "list", description = "Show the plug-in bundles and what they offer", footer = {"", "Examples:", "  plugin list"})
    public static final class Lists implements Verb {

        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException {
            var context = output.of(given);
            var loaded = PluginExchange.loaded(context);
            context.session().plugins().leftOut().forEach(reason -> context.complain("not run: " + reason));
            context.print(PluginBundles.all(context.session().plugins().list(), loaded));
            return ExitCode.DONE;
        }
    }

    /** {@code plugin install JAR}. */
    @CommandLine.Command(name = "install", description = "Take a new bundle; it stays in the state directory",
            footer = {"", "Examples:", "  plugin install ./hello.jar"})
    public static final class Install implements Verb {

        @Parameters(paramLabel = "JAR", description = "the bundle")
        private Path jar;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            return PluginExchange.run(context, PLUGIN, Action.INSTALL, String.valueOf(jar.getFileName()), Optional.of(jar), (plugins, _) -> plugins.install(jar, KINDS));
        }
    }

    /** {@code plugin update DRIVER JAR}. */
    @CommandLine.Command(name = "update", description = "Exchange a bundle for another version; devices stay bound",
            footer = {"", "Examples:", "  plugin update modes ./modes-2.jar"})
    public static final class Update implements Verb {

        @Parameters(index = "0", paramLabel = "PLUGIN", description = "name of the bundle, its last part, or something that it offers")
        private String plugin;
        @Parameters(index = "1", paramLabel = "JAR", description = "the other version")
        private Path jar;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            return PluginExchange.run(context, PLUGIN, Action.UPDATE, plugin, Optional.of(jar), (plugins, inUse) -> plugins.update(plugin, jar, KINDS, inUse));
        }
    }

    /** {@code plugin remove DRIVER}. */
    @CommandLine.Command(name = "remove", description = "Let a bundle go; a shipped one that it replaced comes back",
            footer = {"", "Examples:", "  plugin remove hello"})
    public static final class Remove implements Verb {

        @Parameters(paramLabel = "PLUGIN", description = "name of the bundle, its last part, or something that it offers")
        private String plugin;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            return PluginExchange.run(context, PLUGIN, Action.REMOVE, plugin, Optional.empty(), (plugins, inUse) -> plugins.remove(plugin, KINDS, inUse));
        }
    }
}
