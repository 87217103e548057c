package daxplane.shell.verb;

import daxplane.control.Command;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code undo OPERATION}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=undo")
@CommandLine.Command(name = "undo", description = "Bring everything that an operation touched back to what it was before",
        footer = {"", "Examples:",
            "  history dax0.0   names the operations",
            "  undo op-3        takes one of them back",
            "  undo op-5 --discard-contents   also when a namespace that it made holds something now"})
public final class UndoVerb implements SingleCommandVerb {

    @Parameters(paramLabel = "OPERATION", description = "as 'history' and 'journal tail' name it")
    private String operation;
    @Mixin private Consent consent;
    @Mixin private DrainOptions drain;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() {
        return new Command.Undo(operation, drain.with(consent.given()));
    }
}
