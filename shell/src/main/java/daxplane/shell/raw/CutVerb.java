package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cut -f LIST [-d C] [-s] [FILE...]}, {@code cut -c LIST [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=cut")
@CommandLine.Command(name = "cut", description = "Print parts of lines: fields, or characters",
        footer = {"", "Examples:", "  grep MemTotal /proc/meminfo | cut -d : -f 2", "  ls /sys/bus/dax/devices | cut -c 1-4"})
public final class CutVerb implements Verb {

    private static final Pattern RANGE = Pattern.compile("(\\d{0,6})(-?)(\\d{0,6})");
    private static final int LONGEST = 1 << 20;

    @Option(names = {"-f", "--fields"}, paramLabel = "LIST", description = "fields: 1,3-5,7-")
    private String fields;
    @Option(names = {"-c", "--characters"}, paramLabel = "LIST", description = "characters")
    private String characters;
    @Option(names = {"-d", "--delimiter"}, paramLabel = "C", description = "what stands between fields (default: a tab)")
    private String delimiter;
    @Option(names = {"-s", "--only-delimited"}, description = "no lines without it")
    private boolean delimited;
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    @Override
    public int run(Context context) throws ControlException, Failure {
        if ((fields == null) == (characters == null) || delimiter != null && delimiter.codePointCount(0, delimiter.length()) != 1) {
            throw Failure.usage("cut: -f with a list of fields and one character behind -d, or -c; 'help cut' shows how");
        }
        var chosen = chosen(fields == null ? characters : fields);
        var between = delimiter == null ? "\t" : delimiter;
        Texts.lines(paths, context, "cut", line -> {
            if (fields == null || line.contains(between) || !delimited) {
                context.streams().out().println(fields == null ? characters(line, chosen) : fields(line, between, chosen));
                context.streams().out().flush();
            }
            return true;
        });
        return ExitCode.DONE;
    }

    private static String characters(String line, BitSet chosen) {
        var points = line.codePoints().toArray();
        return chosen.stream().filter(place -> place <= points.length).mapToObj(place -> Character.toString(points[place - 1])).collect(Collectors.joining());
    }

    /** A line without the delimiter stays whole. */
    private static String fields(String line, String between, BitSet chosen) {
        if (!line.contains(between)) {
            return line;
        }
        var parts = line.split(Pattern.quote(between), -1);
        return chosen.stream().filter(place -> place <= parts.length).mapToObj(place -> parts[place - 1]).collect(Collectors.joining(between));
    }

    private static BitSet chosen(String list) throws Failure {
        var chosen = new BitSet();
        for (var range : list.split(",", -1)) {
            var matched = RANGE.matcher(range);
            if (!matched.matches() || range.isEmpty() || range.equals("-")) {
                throw wrong(list);
            }
            int first = matched.group(1).isEmpty() ? 1 : Integer.parseInt(matched.group(1));
            int last = matched.group(2).isEmpty() ? first : matched.group(3).isEmpty() ? LONGEST : Integer.parseInt(matched.group(3));
            if (first < 1 || last < first) {
                throw wrong(list);
            }
            chosen.set(first, last + 1);
        }
        return chosen;
    }

    private static Failure wrong(String list) {
        return Failure.usage("cut: LIST cannot be '" + list + "'; it is like 1,3-5,7-; 'help cut' shows how");
    }
}
