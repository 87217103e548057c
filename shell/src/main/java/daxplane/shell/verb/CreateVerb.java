package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Mode;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code create SPACE MODE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=create")
@CommandLine.Command(name = "create", description = "Make a namespace or a dax device of free space",
        footer = {"", "Examples:",
            "  create region0:64M fsdax --name spool   a namespace for a file system",
            "  create region0 raw                      of all that is free in one piece",
            "  create dax0:256M system-ram             a device of a region of soft-reserved or CXL memory"})
public final class CreateVerb implements SingleCommandVerb, DynamicOptions {

    @Parameters(index = "0", paramLabel = "SPACE", description = "a region and how much of it: region0:64M, dax0:256M")
    private String space;
    @Parameters(index = "1", paramLabel = "MODE", description = "what 'list modes' lists: fsdax, devdax, ...")
    private String mode;
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
    public Command command() throws Failure {
        return new Command.Adjust(space, new Adjustment.Created(mode), ModeOptions.given(spec));
    }
}
