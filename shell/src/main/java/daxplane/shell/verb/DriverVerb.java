package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.DriverExchange;
import daxplane.events.Event;
import daxplane.events.Intent.DriverChange.Action;
import daxplane.events.Intent;
import daxplane.loader.Change;
import daxplane.loader.DriverBundle;
import daxplane.loader.DriverRefused;
import daxplane.shell.screen.Message;
import daxplane.shell.view.DriverBundles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    /** What became of an exchange, kept for the answer. */
    private static final class Exchange implements DriverExchange {

        private final Action action;
        private final String driver;
        private final Act act;
        private Optional<Change> change = Optional.empty();
        private Optional<DriverRefused> refusal = Optional.empty();

        Exchange(Action action, String driver, Act act) {
            this.action = action;
            this.driver = driver;
            this.act = act;
        }

        @Override
        public Event.DriverChanged perform() throws ControlException {
            try {
                var done = act.perform();
                change = Optional.of(done);
                return recorded(done.name(), word(action), done.before(), done.after(), DONE);
            } catch (DriverRefused refused) {
                refusal = Optional.of(refused);
                var attempted = refused.attempted();
                return recorded(attempted.map(Change::name).orElse(driver), word(action), attempted.flatMap(Change::before),
                        attempted.flatMap(Change::after), refused.getMessage());
            }
        }
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** Journal first: what cannot be recorded is not begun. */
    private static int act(Context context, Action action, String driver, Optional<Path> jar, Act act) throws ControlException, Failure {
        var exchange = new Exchange(action, driver, act);
        String typed = "driver " + word(action) + " " + driver + jar.filter(_ -> action == Action.UPDATE).map(path -> " " + path.getFileName()).orElse("");
        context.session().control().exchange(new Intent.DriverChange(action, driver, jar.map(path -> path.getFileName().toString())), typed,
                context.actor(), exchange);
        if (exchange.refusal.isPresent()) {
            throw Failure.failed(exchange.refusal.get().getMessage());
        }
        var change = exchange.change.orElseThrow();
        var json = new LinkedHashMap<String, Object>();
        json.put("driver", change.name());
        json.put("before", change.before().map(DriverBundle::version).orElse(""));
        json.put("after", change.after().map(DriverBundle::version).orElse(""));
        context.print(new Message(json, "done: driver " + word(action) + " " + change.name() + ": " + side(change.before()) + " -> " + side(change.after())));
        return ExitCode.DONE;
    }

    private static Event.DriverChanged recorded(String driver, String action, Optional<DriverBundle> before, Optional<DriverBundle> after, String result) {
        return new Event.DriverChanged(driver, action, before.map(DriverBundle::version).orElse(""), before.map(DriverBundle::digest).orElse(""),
                after.map(DriverBundle::version).orElse(""), after.map(DriverBundle::digest).orElse(""), result, "",
                Stream.of(before, after).flatMap(Optional::stream).flatMap(bundle -> bundle.modules().stream()).sorted().distinct().toList());
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
            return act(context, Action.INSTALL, String.valueOf(jar.getFileName()), Optional.of(jar), () -> context.session().drivers().install(jar));
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
            return act(context, Action.UPDATE, driver, Optional.of(jar), () -> context.session().drivers().update(driver, jar));
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
            return act(context, Action.REMOVE, driver, Optional.empty(),
                    () -> context.session().drivers().remove(driver, loaded(context)));
        }
    }
}
