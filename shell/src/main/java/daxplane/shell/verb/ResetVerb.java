package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Message;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reset [MACHINE]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=reset")
@CommandLine.Command(name = "reset", description = "Begin anew: a fresh simulated machine and an empty journal; asks first",
        footer = {"", "What was there is moved aside in the state directory, and nothing is deleted.", "", "Examples:",
            "  reset           the same machine as it was at first",
            "  reset recipe    another one; 'machines' shows them",
            "  reset --yes     without asking, for scripts"})
public final class ResetVerb implements Verb {

    private static final String YES = "yes";

    @Parameters(arity = "0..1", paramLabel = "MACHINE", description = "name of a definition, or a folder (default: that of the machine)")
    private String machine;
    @Option(names = "--yes", description = "do not ask")
    private boolean sure;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(given);
        var session = context.session();
        if (!session.isSimulated()) {
            throw Failure.failed("reset: this machine is real (EOPNOTSUPP); for a new journal name another state directory with --state");
        }
        if (machine != null && !session.isDefinition(machine)) {
            throw Failure.failed("reset: there is no machine " + machine + " (ENOENT); 'machines' shows what there is");
        }
        long records = records(context);
        if (!sure && !agreed(context, records)) {
            throw Failure.failed("reset: nothing was changed");
        }
        var aside = session.startOver(Optional.ofNullable(machine));
        var json = new LinkedHashMap<String, Object>();
        json.put("aside", aside.toString());
        json.put("records", records);
        context.print(new Message(json, "done: a fresh machine and an empty journal; what was there is in " + aside));
        return ExitCode.DONE;
    }

    /** Takes the turn to write, so that nobody else does meanwhile. Where that cannot be opened, there is nothing to be counted. */
    private static long records(Context context) throws ControlException {
        try {
            context.session().control().start();
            return context.session().control().journal().head();
        } catch (ControlException unusable) {
            if (unusable.errno() == daxplane.host.Errno.EBUSY) {
                throw unusable;
            }
            return 0;
        }
    }

    private static boolean agreed(Context context, long records) throws Failure {
        var asker = context.asker().orElseThrow(() -> Failure.usage("reset: it ends the machine and its journal of " + Count.of(records, "record")
                + "; 'reset --yes' does that without asking"));
        return asker.ask("The machine and its journal of " + Count.of(records, "record") + " end here, and are moved aside. Type yes to go on: ").strip().equals(YES);
    }
}
