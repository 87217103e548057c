package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Verb;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cat [-n] FILE...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=cat")
@CommandLine.Command(name = "cat", description = "Print files: of the kernel below /sys, /proc and /dev, else of your own",
        footer = {"", "Examples:", "  cat /proc/iomem", "  cat /sys/devices/system/memory/memory33/valid_zones"})
public final class CatVerb implements Verb {

    @Option(names = {"-n", "--number"}, description = "with numbers of lines")
    private boolean numbers;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    private int line;

    @Override
    public int run(Context context) throws ControlException {
        if (paths.isEmpty()) {
            return copy(context);
        }
        int exitCode = ExitCode.DONE;
        for (var path : paths) {
            try {
                print(Texts.read(path, context), context);
            } catch (IOException unreadable) {
                context.complain("cat: " + path + ": " + unreadable.getMessage());
                exitCode = ExitCode.FAILED;
            }
        }
        return exitCode;
    }

    private void print(String text, Context context) {
        if (!numbers) {
            context.streams().out().print(text);
            return;
        }
        text.lines().forEach(each -> {
            var number = String.valueOf(++line);
            context.streams().out().println(" ".repeat(Math.max(0, 6 - number.length())) + number + "\t" + each);
        });
    }

    /** Bytes as they are, piece by piece. */
    private int copy(Context context) {
        try {
            var out = context.streams().out();
            if (numbers) {
                print(new String(context.streams().in().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), context);
                return ExitCode.DONE;
            }
            var piece = new byte[4096];
            for (int length = context.streams().in().read(piece); length >= 0; length = context.streams().in().read(piece)) {
                out.write(piece, 0, length);
                out.flush();
            }
            return ExitCode.DONE;
        } catch (IOException unreadable) {
            context.complain("cat: " + unreadable.getMessage());
            return ExitCode.FAILED;
        }
    }
}
