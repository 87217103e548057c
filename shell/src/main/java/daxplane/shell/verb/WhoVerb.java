package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.view.Owners;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code who OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=who")
@CommandLine.Command(name = "who", description = "Tell who owns a device, a block or an address now",
        footer = {"", "Examples:",
            "  who dax0.0         owner, who has it open, and the record that made it so",
            "  who 0x108000000    whose address that is"})
public final class WhoVerb implements LookingVerb {

    @Parameters(paramLabel = "OBJECT", description = "device, namespace, region, memoryN, nodeN or 0xADDRESS")
    private String object;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(given);
        var questions = context.questions();
        var custody = OfferedModules.unlessNeverLoaded(context, object, () -> questions.who(object));
        context.print(Owners.show(questions.picture().inventory(), context.session().control().modes(), custody));
        return ExitCode.DONE;
    }
}
