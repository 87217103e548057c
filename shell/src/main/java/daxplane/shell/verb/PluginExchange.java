package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.DriverExchange;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.Intent.DriverChange.Action;
import daxplane.loader.Change;
import daxplane.loader.DriverRefused;
import daxplane.loader.Offer;
import daxplane.loader.Offer.Kind;
import daxplane.loader.PluginBundle;
import daxplane.loader.Plugins;
import daxplane.shell.screen.Message;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A change of which plug-in bundles there are, as an operation of the journal. What became of it is kept for the answer. */
final class PluginExchange implements DriverExchange {

    /** Something that changes which bundles there are. */
    interface Act {
        Change perform(Plugins plugins, Set<Offer> inUse) throws DriverRefused, ControlException;
    }

    private final Context context;
    private final Action action;
    private final String plugin;
    private final Act act;
    private Optional<Change> change = Optional.empty();
    private Optional<DriverRefused> refusal = Optional.empty();

    private PluginExchange(Context context, Action action, String plugin, Act act) {
        this.context = context;
        this.action = action;
        this.plugin = plugin;
        this.act = act;
    }

    /** Modules of the machine; none when there is no machine, which may be what this is about. */
    static Set<String> loaded(Context context) throws ControlException {
        return context.session().withoutMachine().isPresent() ? Set.of() : context.picture().inventory().modules();
    }

    private static Set<Offer> inUse(Context context) throws ControlException {
        var inUse = new HashSet<Offer>();
        loaded(context).forEach(module -> inUse.add(new Offer(Kind.MODULE, module)));
        inUse.add(new Offer(Kind.HOST, context.session().hostName()));
        return inUse;
    }

    /**
     * Journal first: what cannot be recorded is not begun.
     *
     * @param verb {@code driver} or {@code plugin}
     */
    static int run(Context context, String verb, Action action, String plugin, Optional<Path> jar, Act act) throws ControlException, Failure {
        var exchange = new PluginExchange(context, action, plugin, act);
        String typed = verb + " " + word(action) + " " + plugin + jar.filter(_ -> action == Action.UPDATE).map(path -> " " + path.getFileName()).orElse("");
        context.session().control().exchange(new Intent.DriverChange(action, plugin, jar.map(path -> path.getFileName().toString())), typed,
                context.actor(), exchange);
        if (exchange.refusal.isPresent()) {
            throw Failure.failed(exchange.refusal.get().getMessage());
        }
        var change = exchange.change.orElseThrow();
        var json = new LinkedHashMap<String, Object>();
        json.put(verb, change.name());
        json.put("before", change.before().map(PluginBundle::version).orElse(""));
        json.put("after", change.after().map(PluginBundle::version).orElse(""));
        context.print(new Message(json, "done: " + verb + " " + word(action) + " " + change.name() + ": " + side(change.before()) + " -> " + side(change.after())));
        return ExitCode.DONE;
    }

    @Override
    public Event.DriverChanged perform() throws ControlException {
        try {
            var done = act.perform(context.session().plugins(), action == Action.INSTALL ? Set.of() : inUse(context));
            change = Optional.of(done);
            return recorded(done.name(), done.before(), done.after(), DONE);
        } catch (DriverRefused refused) {
            refusal = Optional.of(refused);
            var attempted = refused.attempted();
            return recorded(attempted.map(Change::name).orElse(plugin), attempted.flatMap(Change::before), attempted.flatMap(Change::after), refused.getMessage());
        }
    }

    private Event.DriverChanged recorded(String name, Optional<PluginBundle> before, Optional<PluginBundle> after, String result) {
        return new Event.DriverChanged(name, word(action), before.map(PluginBundle::version).orElse(""), before.map(PluginBundle::digest).orElse(""),
                after.map(PluginBundle::version).orElse(""), after.map(PluginBundle::digest).orElse(""), result, "",
                Stream.of(before, after).flatMap(Optional::stream).flatMap(bundle -> bundle.offers().stream()).map(Offer::toString).sorted().distinct().toList());
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static String side(Optional<PluginBundle> bundle) {
        return bundle.map(there -> there.version() + " (" + there.digest().substring(0, Math.min(12, there.digest().length())) + ")").orElse("none");
    }
}
