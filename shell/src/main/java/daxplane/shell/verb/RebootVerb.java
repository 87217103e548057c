package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code reboot}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=reboot")
@CommandLine.Command(name = "reboot", description = "Restart the simulated machine: what is volatile is lost, media stay",
        footer = {"", "Examples:", "  reboot; drift     what was lost"})
public final class RebootVerb implements Verb {

    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public int run(Context context) throws ControlException {
        return CommandRunner.perform(output.of(reason.of(context)), new Command.Power(true), List.of());
    }
}
