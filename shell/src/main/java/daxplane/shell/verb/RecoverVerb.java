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
public final class RecoverVerb implements SingleCommandVerb {

    @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "one device alone")
    private String device;
    @Mixin private Consent consent;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() {
        return new Command.Recover(Optional.ofNullable(device).map(NamedObject::withoutDev), consent.given());
    }

    @Override
    public int run(Context context) throws ControlException {
        var devices = device == null ? Names.devices(context.session().control().picture().inventory()) : List.of(NamedObject.withoutDev(device));
        return CommandRunner.perform(told(context), command(), devices);
    }
}
