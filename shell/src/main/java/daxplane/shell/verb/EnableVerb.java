package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Options;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code enable OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=enable")
@CommandLine.Command(name = "enable", description = "Enable a namespace, a region or a DIMM",
        footer = {"", "Examples:",
            "  enable namespace0.1",
            "  enable region0        and everything in it"})
public final class EnableVerb implements SingleCommandVerb {

    @Parameters(paramLabel = "OBJECT", description = "namespace (name, uuid or the name that people gave it), region or DIMM")
    private String object;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() {
        return new Command.Adjust(object, new Adjustment.Enabled(true), Options.NONE);
    }
}
