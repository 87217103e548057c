package daxplane.shell.wanted;

import daxplane.control.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What should be where:
 *
 * <pre>
 *   file   = line*                                   at most {@value #LONGEST_BYTES} bytes of UTF-8
 *   line   = [ object "=" wanted option* ] [ "#" anything ]
 *   wanted = a mode | "absent" | "enabled" | "disabled"
 *   option = name [ "=" value ]                      region=, size=, or an option of the mode
 * </pre>
 *
 * Words are separated by blanks or tabs; none holds a blank, {@code =} or {@code #}.
 *
 * @param lines those that say something, in their order; each object once
 */
public record MachineFile(List<WantedLine> lines) {

    public static final int LONGEST_BYTES = 1 << 20;

    /** What a terminal shows at once, many times over; nobody writes longer ones by hand. */
    private static final int LONGEST_LINE = 1_000;

    private static final Pattern WORD = Pattern.compile("[^\\s=#\\p{Cntrl}]+");
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    public MachineFile {
        lines = List.copyOf(lines);
    }

    /** @throws Invalid naming the first line that is wrong */
    public static MachineFile parse(String text) throws Invalid {
        var lines = new ArrayList<WantedLine>();
        Map<String, Integer> said = new HashMap<>();
        int number = 0;
        for (String raw : text.split("\\r?\\n", -1)) {
            number++;
            if (raw.length() > LONGEST_LINE) {
                throw new Invalid(number, "it has more than " + LONGEST_LINE + " characters");
            }
            int comment = raw.indexOf('#');
            String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            if (line.isEmpty()) {
                continue;
            }
            var read = line(number, line);
            Integer before = said.putIfAbsent(read.object(), number);
            if (before != null) {
                throw new Invalid(number, read.object() + " stands in line " + before + " already");
            }
            lines.add(read);
            if (lines.size() > Command.Several.MOST) {
                throw new Invalid(number, "a file names at most " + Command.Several.MOST + " objects");
            }
        }
        if (lines.isEmpty()) {
            throw new Invalid("it says nothing: OBJECT = MODE is a line");
        }
        return new MachineFile(lines);
    }

    private static WantedLine line(int number, String line) throws Invalid {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw new Invalid(number, "OBJECT = MODE is what a line looks like");
        }
        String object = word(number, line.substring(0, equals).strip(), "an object stands in front of =");
        var words = BLANKS.split(line.substring(equals + 1).strip());
        String wanted = word(number, words[0], "a mode, absent, enabled or disabled stands behind =");
        var options = new TreeMap<String, String>();
        for (int at = 1; at < words.length; at++) {
            int value = words[at].indexOf('=');
            String name = word(number, value < 0 ? words[at] : words[at].substring(0, value), "an option has a name, and a value behind = if it takes one");
            String given = value < 0 ? "" : word(number, words[at].substring(value + 1), "the value of " + name + " is missing, or has a sign in it that no value has");
            if (options.put(name, given) != null) {
                throw new Invalid(number, name + " is said twice");
            }
        }
        return new WantedLine(number, object, wanted, options);
    }

    private static String word(int number, String word, String rule) throws Invalid {
        if (!WORD.matcher(word).matches()) {
            throw new Invalid(number, rule);
        }
        return word;
    }
}
