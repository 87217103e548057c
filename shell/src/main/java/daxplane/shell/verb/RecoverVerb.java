package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.inventory.NamedObject;
import daxplane.shell.view.Names;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code recover [DEVICE]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=recover")
@CommandLine.Command(name = "recover", description = "Bring back what drifted",
        footer = {"", "Examples:",
            "  recover          everything that 'drift' shows",
            "  recover dax0.0   this device alone",
            "  recover namespace0.1   a namespace, also one whose label is lost",
            "  plan recover     what would be done, without doing it"})
public final class RecoverVerb implements PlannableVerb {

    @Parameters(arity = "0..*", paramLabel = "DEVICE", description = "these alone, one or several")
    private List<String> devices = List.of();
    @Mixin private Consent consent;
    @Mixin private Course course;
    @Mixin private DrainOptions drain;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command(Context context) throws Failure {
        var options = drain.with(consent.given());
        return devices.isEmpty() ? new Command.Recover(Optional.empty(), options)
                : course.of("recover", devices, device -> new Command.Recover(Optional.of(device), options));
    }

    @Override
    public int run(Context context) throws ControlException, Failure {
        var shown = devices.isEmpty() ? Names.devices(context.session().control().picture().inventory()) : devices.stream().map(NamedObject::withoutDev).toList();
        return CommandRunner.perform(told(context), command(context), shown);
    }
}
