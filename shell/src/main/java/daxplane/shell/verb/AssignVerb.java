package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Mode;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assign DEVICE MODE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=assign")
@CommandLine.Command(name = "assign", description = "Hand a device over to a kind of ownership",
        footer = {"", "Examples:",
            "  assign dax0.0 system-ram                  the kernel gets it as RAM, in zone Movable",
            "  assign dax0.0 system-ram --zone kernel    the same, in a zone for the kernel too",
            "  assign dax0.0 system-ram --reason 'OPS-7' why, for the journal",
            "  assign --mode devdax --node 3 system-ram  every devdax device of node 3",
            "  assign dax0.0 dax2.0 system-ram           both, or none; one operation, and one undo",
            "  plan assign dax0.0 system-ram             what would be done, without doing it"})
public final class AssignVerb implements PlannableVerb, DynamicOptions {

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "DEVICE", description = "kernel name, uuid, or the name that people gave it; one or several, the mode last")
    private List<String> words = List.of();
    /** Not read: help and completion tell by it that a mode may stand there. */
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "MODE", description = "what 'list modes' lists: system-ram, devdax, ...")
    private List<String> behindTheFirst = List.of();
    @Mixin private Selection selection;
    @Mixin private Course course;
    @Mixin private Reason reason;
    @Mixin private Output output;
    @Spec private CommandSpec spec;

    @Override
    public void adapt(CommandSpec adapted, List<Mode> modes) {
        ModeOptions.add(adapted, modes);
    }

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command(Context context) throws Failure, ControlException {
        if (words.isEmpty()) {
            throw Failure.usage("assign: DEVICE and MODE are missing; 'help assign' shows how");
        }
        var names = words.subList(0, words.size() - 1);
        String mode = words.getLast();
        if (names.isEmpty() && !selection.describes()) {
            throw Failure.usage("assign: MODE is missing; 'help assign' shows how");
        }
        var options = ModeOptions.given(spec);
        return course.of("assign", selection.devices("assign", names, context), device -> new Command.Assign(device, mode, options));
    }
}
