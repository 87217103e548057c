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

/** {@code uniq [-cdu] [FILE]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=uniq")
@CommandLine.Command(name = "uniq", description = "Print neighbouring lines that are equal once",
        footer = {"", "Examples:", "  cat /sys/devices/system/memory/memory*/state | sort | uniq -c    how many blocks are in which state"})
public final class UniqVerb implements Verb {

    @Option(names = {"-c", "--count"}, description = "with how many there are")
    private boolean count;
    @Option(names = {"-d", "--repeated"}, description = "those alone that are there several times")
    private boolean repeated;
    @Option(names = {"-u", "--unique"}, description = "those alone that are there once")
    private boolean single;
    @Option(names = {"-i", "--ignore-case"}, description = "large letters and small ones are the same")
    private boolean ignoreCase;
    @Parameters(arity = "0..1", paramLabel = "PATH", description = "a file; without one, what comes through the pipe")
    private String path;

    private String before;
    private long times;

    @Override
    public int run(Context context) throws ControlException, Failure {
        Texts.lines(path == null ? List.of() : List.of(path), context, "uniq", line -> {
            if (before != null && (ignoreCase ? before.equalsIgnoreCase(line) : before.equals(line))) {
                times++;
            } else {
                print(context);
                before = line;
                times = 1;
            }
            return true;
        });
        print(context);
        return ExitCode.DONE;
    }

    private void print(Context context) {
        if (before != null && (!repeated || times > 1) && (!single || times == 1)) {
            var number = String.valueOf(times);
            context.streams().out().println(count ? " ".repeat(Math.max(0, 7 - number.length())) + number + " " + before : before);
            context.streams().out().flush();
        }
    }
}
