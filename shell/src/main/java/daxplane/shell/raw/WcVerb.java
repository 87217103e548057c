package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wc [-lwc] [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=wc")
@CommandLine.Command(name = "wc", description = "Count lines, words and bytes of what comes through a pipe, or of files",
        footer = {"", "Examples:", "  grep -vl online /sys/devices/system/memory/*/state | wc -l"})
public final class WcVerb implements Verb {

    @Option(names = {"-l", "--lines"}, description = "lines")
    private boolean lines;
    @Option(names = {"-w", "--words"}, description = "words")
    private boolean words;
    @Option(names = {"-c", "--bytes"}, description = "bytes")
    private boolean bytes;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        if (paths.isEmpty()) {
            var text = new StringBuilder();
            Texts.lines(paths, context, "wc").forEach(line -> text.append(line).append('\n'));
            print(context, text.toString(), "");
        }
        for (var path : paths) {
            print(context, Texts.text(path, context, "wc"), " " + path);
        }
        return ExitCode.DONE;
    }

    private void print(Context context, String text, String name) {
        boolean all = !lines && !words && !bytes;
        var counts = new ArrayList<Long>();
        if (lines || all) {
            counts.add(text.lines().count());
        }
        if (words || all) {
            counts.add((long) new StringTokenizer(text).countTokens());
        }
        if (bytes || all) {
            counts.add((long) text.getBytes(StandardCharsets.UTF_8).length);
        }
        var shown = counts.size() == 1 ? counts.getFirst().toString()
                : String.join(" ", counts.stream().map(count -> " ".repeat(Math.max(0, 7 - count.toString().length())) + count).toList());
        context.streams().out().println(shown + daxplane.shell.screen.Visible.line(name));
    }
}
