package daxplane.shell.verb;

import daxplane.control.ControlException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code apply FILE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=apply")
@CommandLine.Command(name = "apply", description = "Do what a saved plan says, if it still is what would be done",
        footer = {"", "Examples:",
            "  plan --save hand-over.plan assign dax0.0 system-ram",
            "  apply hand-over.plan     exit 3 when something it depends on has moved, and what"})
public final class ApplyVerb implements Verb {

    @Parameters(paramLabel = "FILE", description = "as 'plan --save FILE' wrote it")
    private String file;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(reason.of(given));
        var saved = PlanFile.read(file);
        var asked = context.language().command(saved.words(), context);
        return CommandRunner.tell(context, context.session().control().apply(asked.command(), saved.pin(), context.actor()), List.of());
    }
}
