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

/** {@code head [-n N] [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=head")
@CommandLine.Command(name = "head", description = "Print the first lines of what comes through a pipe, or of files",
        footer = {"", "Examples:", "  list memory | head -3", "  journal tail -n 100 | head -n -90    all but the last 90"})
public final class HeadVerb implements Verb, LineCount {

    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "10", description = "how many (default ${DEFAULT-VALUE}); -N: all but the last N")
    private int lines;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        var out = context.streams().out();
        if (lines < 0) {
            var all = Texts.lines(paths, context, "head");
            all.stream().limit(Math.max(0, all.size() + lines)).forEach(out::println);
            return ExitCode.DONE;
        }
        var left = new int[] {lines};
        if (lines > 0) {
            Texts.lines(paths, context, "head", line -> {
                out.println(line);
                return --left[0] > 0;
            });
        }
        return ExitCode.DONE;
    }
}
