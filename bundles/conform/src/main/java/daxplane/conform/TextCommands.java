package daxplane.conform;

import daxplane.script.GrepPattern;
import daxplane.script.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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

    private final class Grep {

        private String options = "";
        private int before;
        private int after;
        private Pattern pattern;
        private boolean found;

        int run(String text, List<String> paths, Streams streams) {
            pattern = GrepPattern.compile(text, has('F') ? GrepPattern.Kind.FIXED : has('E') ? GrepPattern.Kind.EXTENDED : GrepPattern.Kind.BASIC,
                    has('i'), has('w'), has('x'));
            boolean trouble = false;
            if (paths.isEmpty()) {
                search("(standard input)", input(streams), false, streams);
            }
            for (String path : paths) {
                switch (files.apply(path)) {
                    case Content.Text(var content) -> search(path, content, !has('h') && (has('H') || paths.size() > 1), streams);
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

        /** Each piece that matches on a line of its own. */
        private void matched(String line, String prefix, Streams streams) {
            if (line.contains(Wildcard.LINES) || line.contains(Wildcard.TEXT)) {
                streams.out().print(Wildcard.LINES + "\n");
                return;
            }
            var matcher = pattern.matcher(line);
            while (matcher.find()) {
                if (!matcher.group().isEmpty()) {
                    streams.out().print(prefix + matcher.group() + "\n");
                }
            }
        }

        private boolean has(char option) {
            return options.indexOf(option) >= 0;
        }

        private void search(String name, String content, boolean named, Streams streams) {
            var lines = content.lines().toList();
            int matches = 0;
            int printed = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(Wildcard.LINES) || pattern.matcher(lines.get(i)).find() != has('v')) {
                    matches++;
                    if (has('q') || has('l') || has('L')) {
                        break;
                    }
                    if (has('o')) {
                        matched(lines.get(i), (named ? name + ":" : "") + (has('n') ? i + 1 + ":" : ""), streams);
                    } else if (!has('c')) {
                        int from = Math.max(i - before, printed + 1);
                        if (printed >= 0 && from > printed + 1 && before + after > 0) {
                            streams.out().print("--\n");
                        }
                        for (int line = from; line <= Math.min(i + after, lines.size() - 1); line++) {
                            streams.out().print((named ? name + (line == i ? ":" : "-") : "") + (has('n') ? line + 1 + ":" : "") + lines.get(line) + "\n");
                            printed = line;
                        }
                    }
                }
            }
            if (has('l') && matches > 0 || has('L') && matches == 0) {
                streams.out().print(name + "\n");
            } else if (has('c')) {
                streams.out().print((named ? name + ":" : "") + matches + "\n");
            }
            found |= matches > 0;
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
