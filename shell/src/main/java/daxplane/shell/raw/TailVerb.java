package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.LineCount;
import daxplane.shell.verb.Verb;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tail [-n N] [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=tail")
@CommandLine.Command(name = "tail", description = "Print the last lines of what comes through a pipe, or of files",
        footer = {"", "Examples:", "  history dax0.0 | tail -5", "  list namespaces | tail -n +2    without the headings"})
public final class TailVerb implements Verb, LineCount {

    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "10", description = "how many (default ${DEFAULT-VALUE}); +N: from line N on")
    private String lines;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        if (!lines.matches("[+-]?\\d{1,9}")) {
            throw Failure.usage("tail: N cannot be '" + lines + "'; it is a number, like 17 or +2; 'help tail' shows how");
        }
        int number = Math.abs(Integer.parseInt(lines));
        var all = Texts.lines(paths, context, "tail");
        long skipped = lines.startsWith("+") ? Math.max(0, number - 1) : Math.max(0, all.size() - number);
        all.stream().skip(skipped).forEach(context.streams().out()::println);
        return ExitCode.DONE;
    }
}
