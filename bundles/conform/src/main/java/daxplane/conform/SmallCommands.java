package daxplane.conform;

import daxplane.conform.TextCommands.Content;
import daxplane.script.Streams;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import java.util.stream.Collectors;

/** Small commands of the recordings' shell that make one text of another: as much of BusyBox's as the recordings use. */
final class SmallCommands {

    /** As many bytes of a text without end as anybody takes of it. */
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\s*s/((?:[^/\\\\]|\\\\.)*)/((?:[^/\\\\]|\\\\.)*)/(g?)\\s*");

    /** Writes a whole file. */
    interface Sink {
        int write(List<String> words, String path, String text, PrintStream err);
    }

    private final Function<String, Content> files;
    private final Sink sink;

    SmallCommands(Function<String, Content> files, Sink sink) {
        this.files = files;
        this.sink = sink;
    }

    int run(List<String> words, Streams streams) {
        var arguments = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "printf" -> printf(arguments, streams);
            case "yes" -> yes(arguments, streams);
            case "wc" -> wc(arguments, streams);
            case "cut" -> lines(arguments, streams, cutting(arguments));
            case "tr" -> translate(arguments, streams);
            case "sed" -> lines(arguments.size() > 1 ? arguments.subList(1, arguments.size()) : List.of(), streams,
                    editing(arguments.isEmpty() ? "" : arguments.getFirst()));
            case "tee" -> tee(words, streams);
            case "free" -> free(streams);
            default -> copy(words, streams);
        };
    }

    /** Escapes, {@code %s} and {@code %x}, {@code %d}. */
    private static int printf(List<String> arguments, Streams streams) {
        var text = new StringBuilder();
        String format = arguments.isEmpty() ? "" : arguments.getFirst();
        int next = 1;
        for (int i = 0; i < format.length(); i++) {
            char character = format.charAt(i);
            if (character == '\\' && i + 1 < format.length()) {
                char escaped = format.charAt(++i);
                text.append(switch (escaped) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case '0' -> '\0';
                    default -> escaped;
                });
            } else if (character == '%' && i + 1 < format.length() && "sxd".indexOf(format.charAt(i + 1)) >= 0) {
                String argument = next < arguments.size() ? arguments.get(next++) : "";
                text.append(format.charAt(++i) == 'x' && argument.matches("\\d{1,18}") ? Long.toHexString(Long.parseLong(argument)) : argument);
            } else {
                text.append(character);
            }
        }
        streams.out().print(text);
        return 0;
    }

    private static int yes(List<String> arguments, Streams streams) {
        String line = (arguments.isEmpty() ? "y" : String.join(" ", arguments)) + "\n";
        streams.out().print(line.repeat(MOST_BYTES / line.length() + 1));
        return 0;
    }

    private int wc(List<String> arguments, Streams streams) {
        String text = TextCommands.input(streams);
        boolean bytes = arguments.contains("-c");
        streams.out().print(text.contains(Wildcard.LINES) ? Wildcard.LINES + "\n" : (bytes ? text.length() : text.chars().filter(c -> c == '\n').count()) + "\n");
        return 0;
    }

    /** {@code -c1-10}, {@code -d, -f1}. */
    private static Function<String, String> cutting(List<String> arguments) {
        String options = String.join(" ", arguments);
        var characters = Pattern.compile("-c ?(\\d{1,4})-(\\d{1,4})").matcher(options);
        if (characters.find()) {
            int from = Integer.parseInt(characters.group(1)) - 1;
            int to = Integer.parseInt(characters.group(2));
            return line -> line.substring(Math.min(from, line.length()), Math.min(to, line.length()));
        }
        var fields = Pattern.compile("-d ?(.) -f ?(\\d{1,3})(?:-(\\d{1,3}))?").matcher(options);
        if (fields.find()) {
            String[] by = {Pattern.quote(fields.group(1))};
            int first = Integer.parseInt(fields.group(2)) - 1;
            int end = fields.group(3) == null ? first + 1 : Integer.parseInt(fields.group(3));
            return line -> Stream.of(line.split(by[0])).skip(first).limit(Math.max(0, end - first)).collect(Collectors.joining(fields.group(1)));
        }
        return line -> line;
    }

    /** {@code s/a/b/; s/c/d/}: basic patterns. */
    private static Function<String, String> editing(String script) {
        Function<String, String> edit = line -> line;
        for (String part : script.split(";")) {
            Matcher found = SUBSTITUTION.matcher(part);
            if (!found.matches()) {
                return line -> Wildcard.TEXT;
            }
            try {
                Pattern pattern = Pattern.compile(found.group(1));
                String with = Matcher.quoteReplacement(found.group(2));
                boolean all = !found.group(3).isEmpty();
                edit = edit.andThen(line -> all ? pattern.matcher(line).replaceAll(with) : pattern.matcher(line).replaceFirst(with));
            } catch (PatternSyntaxException unknown) {
                return line -> Wildcard.TEXT;
            }
        }
        return edit;
    }

    private int lines(List<String> arguments, Streams streams, Function<String, String> each) {
        int status = 0;
        var texts = new ArrayList<String>();
        for (String path : arguments.stream().filter(word -> word.startsWith("/")).toList()) {
            switch (files.apply(path)) {
                case Content.Text(var text) -> texts.add(text);
                case Content.Unreadable _ -> status = 1;
            }
        }
        if (texts.isEmpty() && status == 0) {
            texts.add(TextCommands.input(streams));
        }
        texts.forEach(text -> text.lines().forEach(line ->
                streams.out().print((Wildcard.marked(line) ? Wildcard.TEXT : each.apply(line)) + "\n")));
        return status;
    }

    private static int translate(List<String> arguments, Streams streams) {
        String text = TextCommands.input(streams);
        if (arguments.size() == 2) {
            text = text.replace(unescaped(arguments.get(0)), unescaped(arguments.get(1)));
        }
        streams.out().print(text);
        return 0;
    }

    private static String unescaped(String text) {
        return text.replace("\\0", "\0").replace("\\n", "\n");
    }

    /** {@code awk [-F SEPARATOR] PROGRAM [FILE...]}. @return empty when the program is not understood */
    Optional<Integer> awk(List<String> arguments, Streams streams) {
        boolean separated = !arguments.isEmpty() && arguments.getFirst().startsWith("-F");
        int at = !separated ? 0 : arguments.getFirst().length() > 2 ? 1 : 2;
        if (at >= arguments.size()) {
            return Optional.empty();
        }
        String separator = !separated ? "" : at == 1 ? arguments.getFirst().substring(2) : arguments.get(1);
        var text = new StringBuilder();
        for (String path : arguments.subList(at + 1, arguments.size())) {
            if (!(files.apply(path) instanceof Content.Text(var read))) {
                return Optional.empty();
            }
            text.append(read);
        }
        String input = arguments.size() == at + 1 ? TextCommands.input(streams) : text.toString();
        if (input.contains(Wildcard.LINES)) {
            streams.out().print(Wildcard.LINES + "\n");
            return Optional.of(0);
        }
        Optional<String> printed = Awk.run(arguments.get(at), separator, input);
        printed.ifPresent(streams.out()::print);
        return printed.map(_ -> 0);
    }

    /** What there is in all; how much of it programs use is nobody's to say. */
    private int free(Streams streams) {
        String total = files.apply("/proc/meminfo") instanceof Content.Text(var text)
                ? text.lines().filter(line -> line.startsWith("MemTotal:")).map(line -> line.replaceAll("\\D", "")).findFirst().orElse("0") : "0";
        streams.out().print("              total        used        free      shared  buff/cache   available\n"
                + "Mem: %14s %s\nSwap: %s\n".formatted(total, Wildcard.TEXT, Wildcard.TEXT));
        return 0;
    }

    private int tee(List<String> words, Streams streams) {
        String text = TextCommands.input(streams);
        streams.out().print(text);
        int status = 0;
        for (String path : words.subList(1, words.size())) {
            status = Math.max(status, sink.write(List.of(), path, text, streams.err()));
        }
        return status;
    }

    private int copy(List<String> words, Streams streams) {
        if (words.size() != 3) {
            return 1;
        }
        return switch (files.apply(words.get(1))) {
            case Content.Text(var text) -> sink.write(words, words.get(2), text, streams.err());
            case Content.Unreadable(var at, var why) -> {
                streams.err().print(at.equals("open") ? "cp: can't stat '" + words.get(1) + "': " + why + "\n" : "cp: read error: " + why + "\n");
                yield at.equals("open") ? 1 : sink.write(words, words.get(2), "", streams.err()) + 1;
            }
        };
    }
}
