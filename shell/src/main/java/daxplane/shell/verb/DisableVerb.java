package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code disable OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=disable")
@CommandLine.Command(name = "disable", description = "Disable a namespace, a region or a DIMM; contents stay",
        footer = {"", "Examples:",
            "  disable namespace0.1",
            "  plan disable region0     what goes with it"})
public final class DisableVerb implements SingleCommandVerb {

    @Parameters(paramLabel = "OBJECT", description = "namespace (name, uuid or the name that people gave it), region or DIMM")
    private String object;
    @Option(names = "--despite-holders", description = "although it is mounted, or mapped by processes, which get SIGBUS")
    private boolean despiteHolders;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() {
        return new Command.Adjust(object, new Adjustment.Enabled(false), despiteHolders ? Options.NONE.with(ModeOption.DESPITE_HOLDERS.name(), "") : Options.NONE);
    }
}
