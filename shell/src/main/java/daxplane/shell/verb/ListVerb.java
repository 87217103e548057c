package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.host.platform.Platform;
import daxplane.shell.view.Listings;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code list [KIND]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=list")
@CommandLine.Command(name = "list", description = "Show what there is, and how it is used",
        footer = {"", "Examples:",
            "  list              devices: what can be handed over, and how it is used now",
            "  list memory       memory blocks, their nodes and zones",
            "  list tiers        how fast the memory of each node is, the fastest first",
            "  list modes        what 'assign' understands",
            "  list -o json      for programs",
            "  at 17 list        as it was at revision 17 of the journal"})
public final class ListVerb implements LookingVerb {

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}", defaultValue = "devices")
    private Listings kind;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException {
        var context = output.of(given);
        context.print(kind.table(context.picture().inventory(), context.session().control().modes(), kind.needsPlatform() ? context.platform() : Platform.UNKNOWN));
        return ExitCode.DONE;
    }
}
