package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.view.Alternatives;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code compare OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=compare")
@CommandLine.Command(name = "compare", description = "Compare memory as RAM of its own node with Memory Mode, in the numbers of this machine",
        footer = {"", "Examples:",
            "  compare dax0.0     capacity, DRAM that is left for programs, best and worst latency; how a program is kept on either",
            "  compare region2    what is free in it included"})
public final class CompareVerb implements LookingVerb {

    @Parameters(paramLabel = "OBJECT", description = "dax device, namespace or region")
    private String object;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(given);
        var questions = context.questions();
        var picture = questions.picture().inventory();
        for (String name : questions.called(object)) {
            context.print(Alternatives.of(picture, name).orElseThrow(() -> Failure.failed(object + " is nothing that can be RAM: 'list' shows what can, and the firmware must name its node"))
                    .shown(picture, context.platform()));
        }
        return ExitCode.DONE;
    }
}
