package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Verb;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code cat FILE...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=cat")
@CommandLine.Command(name = "cat", description = "Print files of the kernel",
        footer = {"", "Examples:", "  cat /proc/iomem", "  cat /sys/devices/system/memory/memory33/valid_zones"})
public final class CatVerb implements Verb {

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException {
        if (paths.isEmpty()) {
            return copy(context);
        }
        var attributes = context.session().host().attributes();
        int exitCode = ExitCode.DONE;
        for (var path : paths) {
            try {
                context.streams().out().print(attributes.read(path));
            } catch (HostException unreadable) {
                context.complain("cat: " + path + ": " + unreadable.errno().text());
                exitCode = ExitCode.FAILED;
            }
        }
        return exitCode;
    }

    private static int copy(Context context) {
        try {
            context.streams().in().transferTo(context.streams().out());
            return ExitCode.DONE;
        } catch (IOException unreadable) {
            context.complain("cat: " + unreadable.getMessage());
            return ExitCode.FAILED;
        }
    }
}
