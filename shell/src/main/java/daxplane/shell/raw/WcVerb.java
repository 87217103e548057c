package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wc [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=wc")
@CommandLine.Command(name = "wc", description = "Count the lines of what comes through a pipe, or of files of the kernel",
        footer = {"", "Examples:", "  grep -vl online /sys/devices/system/memory/*/state | wc -l"})
public final class WcVerb implements Verb {

    @Option(names = {"-l", "--lines"}, description = "lines, as always")
    private boolean lines;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        Texts.of(paths, context, "wc").forEach(text -> context.streams().out().println(text.lines().count()));
        return ExitCode.DONE;
    }
}
