package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.host.health.DimmHealth;
import daxplane.host.health.Verdict;
import daxplane.inventory.Dimm;
import daxplane.inventory.DirtyShutdowns;
import daxplane.shell.screen.Message;
import daxplane.shell.view.HealthTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code health [DIMM...]}, {@code health ack DIMM...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=health")
@CommandLine.Command(name = "health", description = "Tell how the DIMMs are, the worst first, and what to do",
        footer = {"", "Examples:",
            "  health             all of them",
            "  health nmem1       one alone",
            "  health ack nmem1   its namespaces were checked after it lost data; for the journal"})
public final class HealthVerb implements Verb {

    private static final String ACKNOWLEDGE = "ack";

    @Parameters(arity = "0..*", paramLabel = "DIMM", description = "kernel name or id; with 'ack' in front, take notice of its dirty shutdowns")
    private List<String> words = List.of();
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(reason.of(given));
        if (!words.isEmpty() && words.getFirst().equals(ACKNOWLEDGE)) {
            return acknowledge(context, words.subList(1, words.size()));
        }
        var picture = context.picture().inventory();
        var seen = context.questions().acknowledgedShutdowns();
        var rows = new ArrayList<HealthTable.Row>();
        for (Dimm dimm : words.isEmpty() ? List.copyOf(picture.dimms().values()) : named(context, words)) {
            var health = DimmHealth.read(context.session().host(), dimm);
            rows.add(new HealthTable.Row(dimm, health, Verdict.of(health, picture, dimm, seen), DirtyShutdowns.of(picture, dimm), Verdict.errors(picture, dimm)));
        }
        context.print(HealthTable.of(rows));
        return ExitCode.DONE;
    }

    private int acknowledge(Context context, List<String> names) throws ControlException, Failure {
        if (names.isEmpty()) {
            throw Failure.usage("health ack: DIMM is missing; 'health' shows which have lost data");
        }
        for (Dimm dimm : named(context, names)) {
            String operation = context.session().control().acknowledgeShutdowns(dimm.name(), "health ack " + dimm.name(), context.actor());
            context.print(new Message(new TreeMap<>(Map.of("outcome", "done", "operation", operation, "dimm", dimm.name())), operation.isEmpty()
                    ? "nothing to do: " + dimm.name() + " has lost nothing since somebody took notice" : "done: what " + dimm.name() + " holds is no longer suspect (" + operation + ")"));
        }
        return ExitCode.DONE;
    }

    private static List<Dimm> named(Context context, List<String> names) throws ControlException, Failure {
        var dimms = context.picture().inventory().dimms().values();
        var found = new ArrayList<Dimm>();
        for (String name : names) {
            found.add(dimms.stream().filter(dimm -> dimm.name().equals(name) || dimm.id().equals(name)).findFirst().orElseThrow(() -> Failure.usage("health: there is no DIMM "
                    + name + "; " + (dimms.isEmpty() ? "this machine has none" : "there are " + String.join(", ", dimms.stream().map(Dimm::name).toList())))));
        }
        return found;
    }
}
