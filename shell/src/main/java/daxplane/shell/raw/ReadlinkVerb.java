package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Verb;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code readlink [-f] PATH...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=readlink")
@CommandLine.Command(name = "readlink", description = "Print where links of the kernel lead to",
        footer = {"", "Examples:", "  readlink /sys/bus/dax/devices/dax0.0/driver", "  readlink -f /sys/bus/dax/devices/dax0.0"})
public final class ReadlinkVerb implements Verb {

    @Option(names = "-f", description = "follow every link on the way")
    private boolean follow;
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "links")
    private List<String> paths;

    @Override
    public int run(Context context) throws ControlException {
        var attributes = context.session().host().attributes();
        int exitCode = ExitCode.DONE;
        for (var typed : paths) {
            var path = Places.of(typed);
            try {
                context.streams().out().println(follow ? attributes.canonicalPath(path) : attributes.readLink(path));
            } catch (HostException none) {
                // The command that people know says nothing either.
                exitCode = ExitCode.FAILED;
            }
        }
        return exitCode;
    }
}
