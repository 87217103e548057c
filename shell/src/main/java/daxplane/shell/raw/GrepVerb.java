package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.script.GrepPattern;
import daxplane.script.LineSearch;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grep [-vlLcnqihHsEFwxo] [-A N] [-B N] [-C N] [-m N] [-e] PATTERN [FILE...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=grep")
@CommandLine.Command(name = "grep", description = "Find lines in files, or in what comes through a pipe",
        footer = {"", "Exits 0 when a line is found, 1 when none is, 2 on trouble.", "", "Examples:",
            "  grep ^MemTotal /proc/meminfo",
            "  grep -vl online /sys/devices/system/memory/*/state    blocks that are not online",
            "  list memory | grep Movable"})
public final class GrepVerb implements Verb {

    private static final int FOUND = 0;
    private static final int NOT_FOUND = 1;
    private static final int TROUBLE = 2;
    /** Lines that are kept for a found one; more than any output of ours has around one thing. */
    private static final int MOST_AROUND = 10_000;

    @Option(names = {"-v", "--invert-match"}, description = "lines that do not match")
    private boolean invert;
    @Option(names = {"-l", "--files-with-matches"}, description = "names of files with such a line")
    private boolean filesWith;
    @Option(names = {"-L", "--files-without-match"}, description = "names of files without such a line")
    private boolean filesWithout;
    @Option(names = {"-c", "--count"}, description = "how many lines")
    private boolean count;
    @Option(names = {"-n", "--line-number"}, description = "with their numbers")
    private boolean numbers;
    @Option(names = {"-q", "--quiet"}, description = "nothing but the exit code")
    private boolean quiet;
    @Option(names = {"-i", "--ignore-case"}, description = "large letters and small ones are the same")
    private boolean ignoreCase;
    @Option(names = {"-h", "--no-filename"}, description = "without the names of files")
    private boolean withoutName;
    @Option(names = {"-H", "--with-filename"}, description = "with the names of files")
    private boolean withName;
    @Option(names = {"-s", "--no-messages"}, description = "say nothing of files that cannot be read")
    private boolean silent;
    @Option(names = {"-E", "--extended-regexp"}, description = "PATTERN is an extended expression")
    private boolean extended;
    @Option(names = {"-F", "--fixed-strings"}, description = "PATTERN is a text")
    private boolean fixed;
    @Option(names = {"-w", "--word-regexp"}, description = "whole words")
    private boolean words;
    @Option(names = {"-x", "--line-regexp"}, description = "whole lines")
    private boolean lines;
    @Option(names = {"-m", "--max-count"}, paramLabel = "N", description = "no more lines than these")
    private int most;
    @Option(names = {"-o", "--only-matching"}, description = "the pieces that match, each on a line")
    private boolean pieces;
    @Option(names = {"-A", "--after-context"}, paramLabel = "N", description = "so many lines after each, too")
    private int after;
    @Option(names = {"-B", "--before-context"}, paramLabel = "N", description = "so many lines before each, too")
    private int before;
    @Option(names = {"-C", "--context"}, paramLabel = "N", description = "so many lines around each, too")
    private int both;
    @Option(names = {"-e", "--regexp"}, paramLabel = "PATTERN", description = "one more that may match; what follows are files then")
    private List<String> more = List.of();
    @Parameters(index = "0", arity = "0..1", paramLabel = "PATTERN", description = "what to find")
    private List<String> pattern = List.of();
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "files; without any, what comes through the pipe")
    private List<String> paths = List.of();

    private LineSearch.Manner manner;
    private PrintStream out;
    private boolean found;

    @Override
    public int run(Context context) throws ControlException, Failure {
        out = context.streams().out();
        if (more.isEmpty() && pattern.isEmpty()) {
            throw Failure.usage("grep: a pattern is missing; 'help grep' shows how");
        }
        var files = new ArrayList<>(more.isEmpty() ? List.<String>of() : pattern);
        files.addAll(paths);
        paths = List.copyOf(files);
        try {
            manner = manner();
        } catch (PatternSyntaxException wrong) {
            context.complain("grep: " + wrong.getDescription());
            return TROUBLE;
        }
        if (paths.isEmpty()) {
            return searchPipe(context);
        }
        boolean trouble = false;
        for (var path : paths) {
            trouble |= !searchFile(path, context);
        }
        return trouble && !(quiet && found) ? TROUBLE : found ? FOUND : NOT_FOUND;
    }

    private LineSearch.Manner manner() {
        var kind = fixed ? GrepPattern.Kind.FIXED : extended ? GrepPattern.Kind.EXTENDED : GrepPattern.Kind.BASIC;
        var compiled = new ArrayList<Pattern>();
        for (String one : more.isEmpty() ? pattern : more) {
            compiled.add(GrepPattern.compile(one, kind, ignoreCase, words, lines));
        }
        var options = EnumSet.noneOf(LineSearch.Option.class);
        Map.of(LineSearch.Option.NAMES_WITH, filesWith, LineSearch.Option.NAMES_WITHOUT, filesWithout, LineSearch.Option.COUNT, count,
                LineSearch.Option.NUMBERS, numbers, LineSearch.Option.QUIET, quiet, LineSearch.Option.PIECES, pieces)
                .forEach((option, wanted) -> {
                    if (wanted) {
                        options.add(option);
                    }
                });
        return new LineSearch.Manner(LineSearch.Wanted.of(compiled, invert), options, around(before), around(after), Math.max(0, most));
    }

    /** Lines around a found one: those asked for on that side, or else on both. */
    private int around(int side) {
        return Math.clamp(side > 0 ? side : both, 0, MOST_AROUND);
    }

    private int searchPipe(Context context) throws ControlException {
        try {
            var search = new LineSearch(manner, "(standard input)", withName, out);
            Texts.lines(List.of(), context, "grep", search::take);
            end(search);
            return found ? FOUND : NOT_FOUND;
        } catch (Failure unreadable) {
            context.complain(unreadable.getMessage());
            return TROUBLE;
        }
    }

    private boolean searchFile(String path, Context context) throws ControlException {
        try {
            var search = new LineSearch(manner, path, withName || paths.size() > 1 && !withoutName, out);
            var lines = Texts.read(path, context).lines().iterator();
            while (lines.hasNext() && search.take(lines.next())) {
                // until it has enough
            }
            end(search);
            return true;
        } catch (IOException unreadable) {
            if (!silent) {
                context.complain("grep: " + path + ": " + unreadable.getMessage());
            }
            return false;
        }
    }

    private void end(LineSearch search) {
        found |= search.end() > 0 != filesWithout;
    }
}
