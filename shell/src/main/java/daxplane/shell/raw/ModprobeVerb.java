package daxplane.shell.raw;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.host.Effect;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.Verb;
import daxplane.shell.view.Outcomes;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modprobe [-r] MODULE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=modprobe")
@CommandLine.Command(name = "modprobe", description = "Load or unload a kernel module",
        footer = {"", "Examples:", "  modprobe kmem", "  modprobe -r kmem"})
public final class ModprobeVerb implements Verb {

    @Option(names = {"-r", "--remove"}, description = "unload it, and what nobody needs then")
    private boolean remove;
    @Option(names = MachineTree.LEAK, description = "accept that memory is lost until the next boot")
    private boolean leak;
    @Parameters(paramLabel = "MODULE", description = "kmem, device_dax, ...")
    private String module;

    @Override
    public int run(Context context) throws ControlException {
        var effect = remove ? new Effect.UnloadModule(module) : new Effect.LoadModule(module);
        var outcome = context.session().control().execute(new Command.Perform(List.of(effect), leak), context.actor());
        new Outcomes(outcome, List.of(), List.of()).complain(context.screen(), context.streams().err());
        return outcome.exitCode();
    }
}
