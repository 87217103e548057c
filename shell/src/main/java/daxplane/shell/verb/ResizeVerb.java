package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.inventory.ByteSize;
import daxplane.inventory.NamedObject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resize OBJECT SIZE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=resize")
@CommandLine.Command(name = "resize", description = "Make a namespace or a dax device larger or smaller",
        footer = {"", "Examples:",
            "  resize scratch 64M                    raw: where it is, and what it holds stays",
            "  resize data 128M --discard-contents   others are made anew: their size is on the medium",
            "  resize dax0.0 256M                    a device of soft-reserved or CXL memory"})
public final class ResizeVerb implements SingleCommandVerb {

    @Parameters(index = "0", paramLabel = "OBJECT", description = "a namespace or a dax device: its name, uuid or the name that people gave it")
    private String object;
    @Parameters(index = "1", paramLabel = "SIZE", description = "in bytes, or with k, M, G or T: 256M")
    private String size;
    @Mixin private Consent consent;
    @Mixin private DrainOptions drain;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() throws Failure {
        var bytes = ByteSize.parse(size).orElseThrow(() -> Failure.usage("resize: '" + size + "' is no size; 256M is one"));
        return new Command.Adjust(NamedObject.withoutDev(object), new Adjustment.Resized(bytes), drain.with(consent.given()));
    }
}
