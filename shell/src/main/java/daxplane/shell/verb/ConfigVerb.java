package daxplane.shell.verb;

import daxplane.control.ConfigurationKey;
import daxplane.control.ControlException;
import daxplane.control.Policy;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Message;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code config [KEY [VALUE|default]]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=config")
@CommandLine.Command(name = "config", description = "Show or change what this state directory works with; a change is an operation",
        footer = {"", "Examples:",
            "  config                         what is set, and what the defaults are",
            "  config effect.seconds 1200     from the next effect on",
            "  config effect.seconds default",
            "  config suitability.energy-backed deny      DRAM with an energy source is not made RAM, whoever asks",
            "  config suitability.vendor.8089 allow       what this vendor makes may be RAM"})
public final class ConfigVerb implements LookingVerb {

    private static final String DEFAULT = "default";

    @Parameters(index = "0", arity = "0..1", paramLabel = "SETTING", description = "one of them alone")
    private String key;
    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "its value from now on; default: as if it had never been set")
    private String value;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(reason.of(given));
        var policy = Optional.ofNullable(key).flatMap(Policy::of);
        if (policy.isPresent() && value != null) {
            return choose(context, policy.get());
        }
        if (policy.isPresent()) {
            context.printRecorded(rows(context, List.of(), List.of(policy.get())));
            return ExitCode.DONE;
        }
        var named = key == null ? Optional.<ConfigurationKey>empty() : Optional.of(named());
        if (value == null) {
            context.printRecorded(table(context, named));
            return ExitCode.DONE;
        }
        inThePresent(context);
        var wanted = value.equals(DEFAULT) ? Optional.<Long>empty() : Optional.of(named.orElseThrow().parse(value).orElseThrow(() -> Failure.usage("config: "
                + key + " is " + named.get().least() + " to " + named.get().most() + ", or " + DEFAULT + ", not " + value)));
        String operation = context.session().control().configure(named.orElseThrow(), wanted, "config " + key + " " + value, context.actor());
        said(context, operation, wanted.orElse(named.get().standard()));
        return ExitCode.DONE;
    }

    private int choose(Context context, Policy policy) throws ControlException, Failure {
        inThePresent(context);
        var wanted = value.equals(DEFAULT) ? Optional.<String>empty() : Optional.of(value);
        if (wanted.filter(word -> !policy.words().contains(word)).isPresent()) {
            throw Failure.usage("config: " + key + " is " + String.join(", ", policy.words()) + " or " + DEFAULT + ", not " + value);
        }
        String operation = context.session().control().choose(policy, wanted, "config " + key + " " + value, context.actor());
        said(context, operation, wanted.orElse(policy.standard()));
        return ExitCode.DONE;
    }

    private void said(Context context, String operation, Object now) {
        String is = key + " is " + now;
        context.print(new Message(new TreeMap<>(Map.of("outcome", "done", "operation", operation, "key", key, "value", now)),
                operation.isEmpty() ? "nothing to do: " + is + " already" : "done: " + is + " (" + operation + ")"));
    }

    private static void inThePresent(Context context) throws Failure {
        if (context.moment().isPresent()) {
            throw Failure.usage("config: the past cannot be changed; 'at' takes 'config' and 'config SETTING'");
        }
    }

    private ConfigurationKey named() throws Failure {
        return ConfigurationKey.of(key).orElseThrow(() -> Failure.usage("config: there is no " + key + "; there are "
                + Stream.concat(Arrays.stream(ConfigurationKey.values()).map(ConfigurationKey::word), Policy.ALL.stream().map(Policy::word)).collect(Collectors.joining(", "))
                + ", and suitability.vendor.NUMBER"));
    }

    private static Table table(Context context, Optional<ConfigurationKey> only) throws ControlException {
        var vendors = context.questions().policies().keySet().stream().flatMap(word -> Policy.of(word).stream()).filter(policy -> !Policy.ALL.contains(policy));
        return only.isPresent() ? rows(context, only.stream().toList(), List.of())
                : rows(context, List.of(ConfigurationKey.values()), Stream.concat(Policy.ALL.stream(), vendors).toList());
    }

    private static Table rows(Context context, List<ConfigurationKey> keys, List<Policy> policies) throws ControlException {
        var set = context.questions().configuration();
        var chosen = context.questions().policies();
        var table = new Table(List.of(Column.text("key"), Column.number("value", "VALUE"), Column.number("default", "DEFAULT"), Column.wrapped("what")));
        for (ConfigurationKey key : keys) {
            var value = Optional.ofNullable(set.get(key));
            table.row(Cell.of(key.word()).in(value.isPresent() ? Style.STRONG : Style.PLAIN), value.orElse(key.standard()), key.standard(), key.meaning());
        }
        for (Policy policy : policies) {
            table.row(Cell.of(policy.word()).in(chosen.containsKey(policy.word()) ? Style.STRONG : Style.PLAIN), policy.in(chosen), policy.standard(),
                    policy.meaning() + ": " + String.join(", ", policy.words().stream().sorted().toList()));
        }
        return table;
    }
}
