package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.HostException;
import daxplane.shell.screen.Visible;
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

/** {@code ls [-1adlh] PATH...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=ls")
@CommandLine.Command(name = "ls", description = "List directories, a name a line: of the kernel below /sys, /proc and /dev, else your own",
        footer = {"", "Examples:", "  ls /sys/bus/dax/devices", "  ls -l /sys/bus/dax/drivers/kmem", "  ls -d /sys/devices/system/memory/memory*"})
public final class LsVerb implements Verb {

    @Option(names = "-1", description = "a name a line, as always")
    private boolean one;
    @Option(names = "-d", description = "the directory itself, not what is in it")
    private boolean itself;
    @Option(names = {"-a", "-A"}, description = "what begins with a dot, too")
    private boolean all;
    @Option(names = "-h", description = "sizes for people: there are none, so that it changes nothing")
    private boolean human;
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
        for (var typed : paths) {
            var path = Places.of(typed);
            if (!Places.isMachine(path)) {
                exitCode = Math.max(exitCode, ofTheOperator(path, context));
                continue;
            }
            try {
                var kind = attributes.kind(attributes.kind(path) == Kind.LINK && !longer ? attributes.realPath(path) : path);
                if (itself || kind != Kind.DIRECTORY) {
                    print(attributes, typed, path, out);
                    continue;
                }
                if (paths.size() > 1) {
                    out.println((first ? "" : "\n") + typed + ":");
                }
                first = false;
                for (var name : attributes.list(path).stream().sorted().toList()) {
                    if (all || !name.startsWith(".")) {
                        print(attributes, name, path + "/" + name, out);
                    }
                }
            } catch (HostException unreadable) {
                context.complain("ls: cannot access '" + typed + "': " + unreadable.errno().text());
                exitCode = 2;
            }
        }
        return exitCode;
    }

    private int ofTheOperator(String path, Context context) {
        if (!OperatorTree.exists(path)) {
            context.complain("ls: cannot access '" + path + "': No such file or directory");
            return 2;
        }
        var names = OperatorTree.isDirectory(path) && !itself ? OperatorTree.list(path) : List.of(path);
        names.stream().filter(name -> all || !name.startsWith(".")).forEach(name -> context.streams().out().println(!longer ? Visible.line(name)
                : (OperatorTree.isDirectory(name.equals(path) ? path : path + "/" + name) ? "d " : "- ") + Visible.line(name)));
        return ExitCode.DONE;
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
