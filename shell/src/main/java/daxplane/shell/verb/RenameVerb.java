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

/** {@code rename NAMESPACE NAME}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=rename")
@CommandLine.Command(name = "rename", description = "Give a namespace another name",
        footer = {"", "Examples:",
            "  rename namespace0.3 spool",
            "  rename scratch spool      by the name that it has",
            "  undo op-17                gives the old one back"})
public final class RenameVerb implements SingleCommandVerb {

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "its name, uuid or the name that people gave it")
    private String object;
    @Parameters(index = "1", paramLabel = "NAME", description = "at most 63 bytes; '' for none")
    private String name;
    @Option(names = "--despite-holders", description = "although it is mounted, or mapped by processes, which get SIGBUS")
    private boolean despiteHolders;
    @Mixin private DrainOptions drain;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() {
        return new Command.Adjust(object, new Adjustment.Named(name), drain.with(despiteHolders ? Options.NONE.with(ModeOption.DESPITE_HOLDERS.name(), "") : Options.NONE));
    }
}
