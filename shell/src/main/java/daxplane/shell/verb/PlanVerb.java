package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.Proposal;
import daxplane.shell.screen.Message;
import daxplane.shell.view.Outcomes;
import daxplane.shell.view.Plans;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plan COMMAND...}: what would be done. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=plan")
@CommandLine.Command(name = "plan", description = "Show what a command would do, step by step; changes nothing",
        footer = {"", "Examples:",
            "  plan assign dax0.0 system-ram    every write, how it is checked, what takes it back, what it costs",
            "  plan release dax0.0",
            "  plan recover",
            "  plan recover -o json"})
public final class PlanVerb implements WrapperVerb {

    @Mixin private Output output;
    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "assign, release, recover, accept or undo, with its words")
    private List<String> words;

    @Override
    public int ownWords() {
        return 0;
    }

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(given);
        var asked = context.language().command(words, context);
        context = asked.context();
        switch (context.session().control().plan(asked.command())) {
            case Proposal.Planned(var plan) -> {
                context.print(new Plans(plan));
                return ExitCode.DONE;
            }
            case Proposal.Refused(var refusal) -> {
                if (context.forPeople()) {
                    Outcomes.refused(context.screen(), refusal, context.streams().err());
                } else {
                    context.print(new Message(Outcomes.json(refusal), ""));
                }
                return ExitCode.REFUSED;
            }
        }
    }
}
