package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.screen.Visible;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code less [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=less")
@CommandLine.Command(name = "less", description = "Read what comes through a pipe, or files, page by page; $PAGER, where it is set, does it",
        footer = {"", "Examples:", "  journal tail -n 1000 | less", "  less /proc/iomem"})
public final class LessVerb implements Verb {

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        var text = new StringBuilder();
        Texts.lines(paths, context, "less").forEach(line -> text.append(line).append('\n'));
        context.screen().pager().filter(pager -> pager.isFor(context.streams().out()))
                .ifPresentOrElse(pager -> pager.show(Visible.document(text.toString())), () -> context.streams().out().print(text));
        return ExitCode.DONE;
    }
}
