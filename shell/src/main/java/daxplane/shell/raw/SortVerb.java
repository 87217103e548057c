package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sort [-nrfu] [-k N] [-t C] [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=sort")
@CommandLine.Command(name = "sort", description = "Put the lines of what comes through a pipe, or of files, in order",
        footer = {"", "Examples:", "  ls /sys/bus/nd/devices | sort -r", "  list memory | tail -n +2 | sort -n -k 4    by the fourth word"})
public final class SortVerb implements Verb {

    private static final Pattern NUMBER = Pattern.compile("^\\s*(-?\\d{1,40}(?:\\.\\d{1,40})?)");
    private static final Pattern KEY = Pattern.compile("(\\d{1,4})(?:\\.\\d+)?([nrf]*)(?:,(\\d{1,4})(?:\\.\\d+)?([nrf]*))?");

    @Option(names = {"-n", "--numeric-sort"}, description = "as numbers")
    private boolean numeric;
    @Option(names = {"-r", "--reverse"}, description = "the last first")
    private boolean reverse;
    @Option(names = {"-f", "--ignore-case"}, description = "large letters and small ones are the same")
    private boolean ignoreCase;
    @Option(names = {"-u", "--unique"}, description = "lines that are equal once")
    private boolean unique;
    @Option(names = {"-k", "--key"}, paramLabel = "N", description = "by the words from the Nth on; N,M: up to the Mth")
    private String key;
    @Option(names = {"-t", "--field-separator"}, paramLabel = "C", description = "what stands between words (default: blanks)")
    private String separator;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        var order = order();
        var lines = Texts.lines(paths, context, "sort");
        var out = context.streams().out();
        if (unique) {
            var once = new TreeSet<>(order);
            once.addAll(lines);
            once.forEach(out::println);
        } else {
            lines.stream().sorted(order.thenComparing(reverse ? Comparator.<String>reverseOrder() : Comparator.naturalOrder())).forEach(out::println);
        }
        return ExitCode.DONE;
    }

    private Comparator<String> order() throws Failure {
        int first = 1;
        int last = Integer.MAX_VALUE;
        if (key != null) {
            var matched = KEY.matcher(key);
            if (!matched.matches() || Integer.parseInt(matched.group(1)) == 0) {
                throw Failure.usage("sort: N cannot be '" + key + "'; it is the number of a word, like 4 or 2,3; 'help sort' shows how");
            }
            first = Integer.parseInt(matched.group(1));
            last = matched.group(3) == null ? last : Integer.parseInt(matched.group(3));
            var flags = matched.group(2) + (matched.group(4) == null ? "" : matched.group(4));
            numeric |= flags.contains("n");
            reverse |= flags.contains("r");
            ignoreCase |= flags.contains("f");
        }
        int from = first;
        int to = last;
        Comparator<String> order = numeric ? Comparator.comparing((String line) -> number(field(line, from, to)))
                : Comparator.comparing(line -> ignoreCase ? field(line, from, to).toUpperCase(Locale.ROOT) : field(line, from, to));
        return reverse ? order.reversed() : order;
    }

    private String field(String line, int first, int last) {
        if (key == null) {
            return line;
        }
        var between = separator == null ? " " : separator;
        var words = separator == null ? line.strip().split("\\s+") : line.split(Pattern.quote(separator), -1);
        return first > words.length ? "" : String.join(between, List.of(words).subList(first - 1, Math.max(first - 1, Math.min(last, words.length))));
    }

    /** What is no number is 0, as sort(1) has it. */
    private static BigDecimal number(String text) {
        var matched = NUMBER.matcher(text);
        return matched.find() ? new BigDecimal(matched.group(1)) : BigDecimal.ZERO;
    }
}
