package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.journal.JournalException;
import daxplane.shell.view.Objects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code show OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=show")
@CommandLine.Command(name = "show", description = "Show everything about one object",
        footer = {"", "Examples:",
            "  show dax0.0          a device: ranges, memory blocks, driver, identity",
            "  show namespace0.1    a namespace",
            "  show memory33        a memory block, and the device that it belongs to",
            "  show node2           a NUMA node",
            "  show op-17           an operation: what was meant, how it ended, what it left behind"})
public final class ShowVerb implements LookingVerb {

    @Parameters(paramLabel = "OBJECT", description = "dax device, namespace (name, uuid or label), region, DIMM, memoryN, nodeN")
    private String object;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        var context = output.of(given);
        if (PastOperations.isName(object)) {
            context.printRecorded(PastOperations.shown(context, object));
            return ExitCode.DONE;
        }
        var questions = context.questions();
        var modes = context.session().control().modes();
        for (String name : questions.called(object)) {
            if (!name.equals(object)) {
                context.complain("note: " + object + " is called " + name + (context.moment().isPresent() ? " at that moment" : " now"));
            }
            context.print(Objects.show(questions.picture().inventory(), modes, context.platform(), name)
                    .orElseThrow(() -> Failure.failed("there is no " + object + " (ENODEV); 'list' and 'list namespaces' show what there is")));
        }
        return ExitCode.DONE;
    }
}
