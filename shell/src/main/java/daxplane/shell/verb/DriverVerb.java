package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.Event;
import daxplane.loader.Change;
import daxplane.loader.DriverBundle;
import daxplane.loader.DriverRefused;
import daxplane.shell.screen.Message;
import daxplane.shell.view.DriverBundles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code driver list|install|update|remove}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=driver")
@CommandLine.Command(name = "driver", description = "Driver plug-ins of the simulated machine: exchange them while they own devices",
        subcommands = {DriverVerb.Lists.class, DriverVerb.Install.class, DriverVerb.Update.class, DriverVerb.Remove.class},
        footer = {"", "Examples:",
            "  driver list                       what there is, with versions and digests",
            "  driver install ./null-driver.jar  take a new one",
            "  driver update kmem ./kmem-2.jar   another version; memory stays online",
            "  driver remove kmem                back to the shipped one"})
public final class DriverVerb implements Verb {

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
            var loaded = loaded(context);
            context.session().drivers().leftOut().forEach(reason -> context.complain("not run: " + reason));
            context.print(DriverBundles.table(context.session().drivers().list(), loaded));
            return ExitCode.DONE;
        }
    }

    /** Modules of the machine; none when there is no machine, which may be what this is about. */
    private static Set<String> loaded(Context context) throws ControlException {
        return context.session().withoutMachine().isPresent() ? Set.of() : context.picture().inventory().modules();
    }

    /** Something that changes which bundles there are. */
    private interface Act {
        Change perform() throws DriverRefused, ControlException;
    }

    /** Journal first: what cannot be recorded is not begun. */
    private static int act(Context context, String action, String driver, Act act) throws ControlException, Failure {
        var control = context.session().control();
        control.start();
        try {
            var change = act.perform();
            control.record(recorded(change.name(), action, change.before(), change.after(), "done"));
            var json = new LinkedHashMap<String, Object>();
            json.put("driver", change.name());
            json.put("before", change.before().map(DriverBundle::version).orElse(""));
            json.put("after", change.after().map(DriverBundle::version).orElse(""));
            context.print(new Message(json, "done: driver " + action + " " + change.name() + ": " + side(change.before()) + " -> " + side(change.after())));
            return ExitCode.DONE;
        } catch (DriverRefused refused) {
            var attempted = refused.attempted();
            control.record(recorded(attempted.map(Change::name).orElse(driver), action, attempted.flatMap(Change::before), attempted.flatMap(Change::after),
                    refused.getMessage()));
            throw Failure.failed(refused.getMessage());
        }
    }

    private static Event.DriverChanged recorded(String driver, String action, Optional<DriverBundle> before, Optional<DriverBundle> after, String result) {
        return new Event.DriverChanged(driver, action, before.map(DriverBundle::version).orElse(""), before.map(DriverBundle::digest).orElse(""),
                after.map(DriverBundle::version).orElse(""), after.map(DriverBundle::digest).orElse(""), result);
    }

    private static String side(Optional<DriverBundle> bundle) {
        return bundle.map(there -> there.version() + " (" + there.digest().substring(0, 12) + ")").orElse("none");
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
            return act(context, "install", String.valueOf(jar.getFileName()), () -> context.session().drivers().install(jar));
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
            return act(context, "update", driver, () -> context.session().drivers().update(driver, jar));
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
            return act(context, "remove", driver,
                    () -> context.session().drivers().remove(driver, loaded(context)));
        }
    }
}
