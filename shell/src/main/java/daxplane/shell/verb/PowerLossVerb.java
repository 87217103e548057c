package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code power-loss}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=power-loss")
@CommandLine.Command(name = "power-loss", description = "Take the power from the simulated machine: unflushed writes may be lost or torn",
        footer = {"", "Examples:", "  power-loss; drift"})
public final class PowerLossVerb implements Verb {

    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public int run(Context context) throws ControlException {
        if (context.session().withoutMachine().isPresent()) {
            context.session().control().start();                // what cannot be recorded is not begun
            context.streams().err().println("power-loss: " + context.session().startAnew());
        }
        return CommandRunner.perform(output.of(reason.of(context)), new Command.Power(false), List.of());
    }
}
