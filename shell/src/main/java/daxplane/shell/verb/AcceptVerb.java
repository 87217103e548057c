package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.inventory.NamedObject;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accept [DEVICE]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=accept")
@CommandLine.Command(name = "accept", description = "Take what is observed as what is wanted: drift ends without a change",
        footer = {"", "Examples:",
            "  accept dax0.0    somebody changed it on purpose; keep it so",
            "  accept           all of the drift"})
public final class AcceptVerb implements SingleCommandVerb {

    @Parameters(arity = "0..1", paramLabel = "OBJECT", description = "one object alone")
    private String object;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() {
        return new Command.Accept(Optional.ofNullable(object).map(NamedObject::withoutDev));
    }

    @Override
    public int run(Context context) throws ControlException {
        return CommandRunner.perform(told(context), command(), object == null ? List.of() : List.of(NamedObject.withoutDev(object)));
    }
}
