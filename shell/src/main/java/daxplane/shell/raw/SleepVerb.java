package daxplane.shell.raw;

import daxplane.script.Interruption;
import daxplane.script.Waiting;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sleep TIME}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=sleep")
@CommandLine.Command(name = "sleep", description = "Wait; Ctrl-C ends it", footer = {"", "Examples:", "  sleep 2", "  sleep 0.5", "  sleep 5m"})
public final class SleepVerb implements Verb {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([smhd]?)");
    private static final Map<String, Integer> SECONDS = Map.of("", 1, "s", 1, "m", 60, "h", 3600, "d", 86_400);

    /** Nobody waits longer for a Ctrl-C. */
    private static final long NAP_MILLIS = 50;

    @Parameters(paramLabel = "TIME", description = "seconds, or with m, h or d behind them minutes, hours or days")
    private String time;

    @Override
    public int run(Context context) throws Failure {
        var matched = TIME.matcher(time);
        if (!matched.matches()) {
            throw Failure.usage("sleep: TIME cannot be '" + time + "'; it is a number, like 2 or 0.5 or 5m; 'help sleep' shows how");
        }
        long millis = new BigDecimal(matched.group(1)).multiply(BigDecimal.valueOf(SECONDS.get(matched.group(2)) * 1000L)).longValue();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        context.streams().out().flush();
        Waiting.handOver();
        try {
            for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                if (context.interruption().raised()) {
                    return Interruption.STATUS;
                }
                Thread.sleep(Math.min(left, NAP_MILLIS));
            }
            return ExitCode.DONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Interruption.STATUS;
        }
    }
}
