package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.host.Effect;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reboot}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=reboot")
@CommandLine.Command(name = "reboot", description = "Restart the simulated machine: what is volatile is lost, media stay",
        footer = {"", "RAM that a boot parameter calls persistent (memmap=1G!4G) keeps its contents, as over a warm restart or a kexec.",
            "With --power-cycle it is empty afterwards.", "", "Examples:", "  reboot; drift     what was lost"})
public final class RebootVerb implements Verb {

    @Mixin private Reason reason;
    @Mixin private Output output;

    @Option(names = "--power-cycle", description = "switch the power off and on: what is in RAM is lost, also where it is called persistent")
    private boolean powerCycle;

    @Override
    public int run(Context context) throws ControlException {
        if (powerCycle) {
            var cycle = new Command.Perform(List.of(new Effect.PowerCycle()), false);
            return CommandRunner.perform(output.of(reason.of(context)), cycle, List.of());
        }
        return CommandRunner.perform(output.of(reason.of(context)), new Command.Power(true), List.of());
    }
}
