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

/** {@code head [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=head")
@CommandLine.Command(name = "head", description = "Print the first lines of what comes through a pipe, or of files of the kernel",
        footer = {"", "Examples:", "  list memory | head -n 3"})
public final class HeadVerb implements Verb {

    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "10", description = "how many (default ${DEFAULT-VALUE})")
    private int lines;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        Texts.of(paths, context, "head").forEach(text -> text.lines().limit(Math.max(0, lines)).forEach(context.streams().out()::println));
        return ExitCode.DONE;
    }
}
