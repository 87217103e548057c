package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.shell.wanted.Differences;
import daxplane.shell.wanted.Invalid;
import daxplane.shell.wanted.MachineFile;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code apply FILE}, {@code apply -f FILE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=apply")
@CommandLine.Command(name = "apply", description = "Do what a saved plan says, or what makes a machine as a file wants it",
        footer = {"", "Examples:",
            "  plan --save hand-over.plan assign dax0.0 system-ram",
            "  apply hand-over.plan     exit 3 when something it depends on has moved, and what",
            "  plan apply -f machine.cfg     what would be done; with 'plan --exit-code' 5 when something would",
            "  apply -f machine.cfg     all of it as one operation, or none"})
public final class ApplyVerb implements PlannableVerb {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "as 'plan --save FILE' wrote it")
    private String file;
    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "what should be where, a line each: data = fsdax")
    private String wanted;
    @Mixin private Course course;
    @Mixin private Consent consent;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command(Context context) throws Failure, ControlException {
        requireOne();
        return wanted == null ? saved(PlanFile.read(file), context) : difference(context);
    }

    @Override
    public int run(Context given) throws ControlException, Failure {
        requireOne();
        var context = told(given);
        if (wanted != null) {
            return CommandRunner.perform(context, difference(context));
        }
        var plan = PlanFile.read(file);
        return CommandRunner.tell(context, context.session().control().apply(saved(plan, context), plan.pin(), context.actor()), List.of());
    }

    private void requireOne() throws Failure {
        if ((file == null) == (wanted == null)) {
            throw Failure.usage("apply: a saved plan is applied (apply FILE), or a machine file (apply -f FILE); 'help apply' shows how");
        }
    }

    private static Command saved(PlanFile plan, Context context) throws Failure, ControlException {
        return context.language().command(plan.words(), context).command();
    }

    private Command difference(Context context) throws Failure, ControlException {
        try {
            var text = OperatorText.read(wanted, MachineFile.LONGEST_BYTES);
            return new Differences(context.session().control().picture().inventory(), context.session().control().modes(), consent.given())
                    .command(MachineFile.parse(text), course.keepsGoing("apply"))
                    .orElseThrow(() -> new Failure(ExitCode.DONE, wanted + ": nothing to do: what should be absent is"));
        } catch (Invalid invalid) {
            throw new Failure(ExitCode.REFUSED, wanted + " is not applied: " + invalid.getMessage() + "; docs/OPERATIONS.md tells what a line says");
        }
    }
}
