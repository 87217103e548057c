package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.view.MapView;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code map [--ascii|--unicode]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=map")
@CommandLine.Command(name = "map", description = "Draw the physical address space: who has what, what is free, lost or leaked",
        footer = {"", "Examples:",
            "  map",
            "  at 17 map         as it was at revision 17 of the journal",
            "  map -o json       every piece with its addresses"})
public final class MapVerb implements LookingVerb {

    @Mixin private Drawing drawing;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = output.of(given);
        context.print(MapView.of(context.picture().inventory(), drawing.withUnicode("map")));
        return ExitCode.DONE;
    }
}
