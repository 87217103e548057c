package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.HostException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Verb;
import java.io.PrintStream;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ls [-1dl] PATH...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=ls")
@CommandLine.Command(name = "ls", description = "List directories of the kernel, a name a line",
        footer = {"", "Examples:", "  ls /sys/bus/dax/devices", "  ls -l /sys/bus/dax/drivers/kmem", "  ls -d /sys/devices/system/memory/memory*"})
public final class LsVerb implements Verb {

    @Option(names = "-1", description = "a name a line, as always")
    private boolean one;
    @Option(names = "-d", description = "the directory itself, not what is in it")
    private boolean itself;
    @Option(names = "-l", description = "with what it is, and where a link leads to")
    private boolean longer;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "directories or files", defaultValue = "/sys")
    private List<String> paths;

    @Override
    public int run(Context context) throws ControlException {
        var attributes = context.session().host().attributes();
        var out = context.streams().out();
        int exitCode = ExitCode.DONE;
        boolean first = true;
        for (var path : paths) {
            try {
                var kind = attributes.kind(attributes.kind(path) == Kind.LINK && !longer ? attributes.realPath(path) : path);
                if (itself || kind != Kind.DIRECTORY) {
                    print(attributes, path, path, out);
                    continue;
                }
                if (paths.size() > 1) {
                    out.println((first ? "" : "\n") + path + ":");
                }
                first = false;
                for (var name : attributes.list(path).stream().sorted().toList()) {
                    print(attributes, name, path + "/" + name, out);
                }
            } catch (HostException unreadable) {
                context.complain("ls: cannot access '" + path + "': " + unreadable.errno().text());
                exitCode = 2;
            }
        }
        return exitCode;
    }

    private void print(Attributes attributes, String name, String path, PrintStream out) throws HostException {
        var kind = attributes.kind(path);
        if (kind == Kind.ABSENT) {
            attributes.realPath(path);                      // says why: ENOTDIR, ELOOP
            throw new HostException(daxplane.host.Errno.ENOENT, daxplane.host.FailedCall.OPEN, path);
        }
        if (!longer) {
            out.println(name);
            return;
        }
        out.println(switch (kind) {
            case DIRECTORY -> "d " + name;
            case LINK -> "l " + name + " -> " + attributes.readLink(path);
            case FILE, ABSENT -> "- " + name;
        });
    }
}
