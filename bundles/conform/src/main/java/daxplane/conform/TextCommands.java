package daxplane.conform;

import daxplane.script.GrepPattern;
import daxplane.script.LineSearch;
import daxplane.script.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shell's commands that read text and print some of it, as BusyBox has them. */
final class TextCommands {

    /** What a file says, or why it cannot be read. */
    sealed interface Content {

        record Text(String text) implements Content {
        }

        record Unreadable(String open, String why) implements Content {
        }
    }

    private final Function<String, Content> files;

    TextCommands(Function<String, Content> files) {
        this.files = files;
    }

    int cat(List<String> paths, Streams streams) {
        int status = 0;
        for (String path : paths) {
            switch (files.apply(path)) {
                case Content.Text(var text) -> streams.out().print(text);
                case Content.Unreadable(var open, var why) -> {
                    streams.err().print(open.equals("open") ? "cat: can't open '" + path + "': " + why + "\n" : "cat: read error: " + why + "\n");
                    status = 1;
                }
            }
        }
        if (paths.isEmpty()) {
            streams.out().print(input(streams));
        }
        return status;
    }

    /** {@code head [-N|-n N|-c N]}, {@code tail [-N|-n N]} of the pipe or one file. */
    int ends(boolean first, List<String> arguments, Streams streams) {
        if (first && arguments.size() >= 2 && arguments.getFirst().equals("-c")) {
            return headBytes(number(arguments.get(1)), arguments.subList(2, arguments.size()), streams);
        }
        int count = 10;
        var paths = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("-n") && i + 1 < arguments.size()) {
                count = number(arguments.get(++i));
            } else if (word.matches("-n?\\d{1,6}")) {
                count = number(word.replaceAll("\\D", ""));
            } else {
                paths.add(word);
            }
        }
        String text = paths.isEmpty() ? input(streams) : files.apply(paths.getFirst()) instanceof Content.Text(var read) ? read : "";
        if (text.contains(Wildcard.LINES)) {
            streams.out().print(Wildcard.LINES + "\n");
            return 0;
        }
        var lines = text.lines().toList();
        (first ? lines.subList(0, Math.min(count, lines.size())) : lines.subList(Math.max(0, lines.size() - count), lines.size()))
                .forEach(line -> streams.out().print(line + "\n"));
        return 0;
    }

    private int headBytes(int count, List<String> paths, Streams streams) {
        String text = "";
        if (paths.isEmpty()) {
            text = input(streams);
        } else {
            switch (files.apply(paths.getFirst())) {
                case Content.Text(var read) -> text = read;
                case Content.Unreadable(_, var why) -> {
                    streams.err().print("head: " + paths.getFirst() + ": " + why + "\n");
                    return 1;
                }
            }
        }
        streams.out().print(text.contains(Wildcard.LINES) ? text : text.substring(0, Math.min(count, text.length())));
        return 0;
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** {@code grep [-vlLcqihHsnoEFwxr] [-A N] [-B N] PATTERN [FILE...]}. */
    int grep(List<String> arguments, Streams streams) {
        Grep grep = new Grep();
        var rest = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.matches("-[AB]\\d{0,4}")) {
                int lines = number(word.length() > 2 ? word.substring(2) : ++i < arguments.size() ? arguments.get(i) : "0");
                grep.before = word.charAt(1) == 'B' ? lines : grep.before;
                grep.after = word.charAt(1) == 'A' ? lines : grep.after;
            } else if (word.equals("-e") && i + 1 < arguments.size()) {
                rest.addFirst(arguments.get(++i));
            } else if (word.matches("-[vlLcqihHsnoEFwxr]+")) {
                grep.options += word.substring(1);
            } else {
                rest.add(word);
            }
        }
        try {
            return rest.isEmpty() ? 2 : grep.run(rest.getFirst(), rest.subList(1, rest.size()), streams);
        } catch (PatternSyntaxException wrong) {
            streams.err().print("grep: bad regex\n");
            return 2;
        }
    }

    private static final Map<Character, LineSearch.Option> OPTIONS = Map.of('l', LineSearch.Option.NAMES_WITH, 'L', LineSearch.Option.NAMES_WITHOUT,
            'c', LineSearch.Option.COUNT, 'n', LineSearch.Option.NUMBERS, 'q', LineSearch.Option.QUIET, 'o', LineSearch.Option.PIECES);

    private final class Grep {

        private String options = "";
        private int before;
        private int after;
        private boolean found;

        int run(String text, List<String> paths, Streams streams) {
            var pattern = GrepPattern.compile(text, has('F') ? GrepPattern.Kind.FIXED : has('E') ? GrepPattern.Kind.EXTENDED : GrepPattern.Kind.BASIC,
                    has('i'), has('w'), has('x'));
            var manner = new LineSearch.Manner(new Marked(LineSearch.Wanted.of(List.of(pattern), has('v'))), OPTIONS.entrySet().stream()
                    .filter(option -> has(option.getKey())).map(Map.Entry::getValue).collect(Collectors.toSet()), before, after, 0);
            boolean trouble = false;
            if (paths.isEmpty()) {
                search(new LineSearch(manner, "(standard input)", false, streams.out()), input(streams));
            }
            for (String path : paths) {
                switch (files.apply(path)) {
                    case Content.Text(var content) -> search(new LineSearch(manner, path, !has('h') && (has('H') || paths.size() > 1), streams.out()), content);
                    case Content.Unreadable(var call, _) when !call.equals("open") -> { }      // for BusyBox that is the end of the file
                    case Content.Unreadable(_, var why) -> {
                        trouble = true;
                        if (!has('s')) {
                            streams.err().print("grep: " + path + ": " + why + "\n");
                        }
                    }
                }
            }
            return trouble ? 2 : found ? 0 : 1;
        }

        private boolean has(char option) {
            return options.indexOf(option) >= 0;
        }

        private void search(LineSearch search, String content) {
            var lines = content.lines().iterator();
            while (lines.hasNext() && search.take(lines.next())) {
                // until it has enough
            }
            found |= search.end() > 0;
        }
    }

    /** A line with a mark stands for others: it is found whatever is looked for, and which pieces of it match nobody knows. */
    private record Marked(LineSearch.Wanted wanted) implements LineSearch.Wanted {

        @Override
        public boolean found(String line) {
            return line.contains(Wildcard.LINES) || wanted.found(line);
        }

        @Override
        public Stream<String> pieces(String line) {
            return line.contains(Wildcard.LINES) || line.contains(Wildcard.TEXT) ? Stream.of(Wildcard.LINES) : wanted.pieces(line);
        }
    }

    static String input(Streams streams) {
        try {
            return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }
}
