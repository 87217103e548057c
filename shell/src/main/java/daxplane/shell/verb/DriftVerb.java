package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.view.Drifts;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code drift}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=drift")
@CommandLine.Command(name = "drift", description = "Show where the machine is not as it is wanted; exits 5 when there is any",
        footer = {"", "Examples:",
            "  drift              after a reboot: what was lost with it",
            "  drift || recover   bring it back when there is any"})
public final class DriftVerb implements LookingVerb {

    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException {
        var context = output.of(given);
        var drift = context.questions().drift();
        context.print(Drifts.table(drift));
        return drift.exitCode();
    }
}
