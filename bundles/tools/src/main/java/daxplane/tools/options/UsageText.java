package daxplane.tools.options;

import daxplane.tools.Command;
import daxplane.tools.Option;

/**
 * The usage text of a command.
 *
 * <pre>
 *                             (empty line)
 *  usage: ndctl list [&lt;options&gt;]
 *                             (empty line)
 *     -b, --bus &lt;bus-id&gt;    filter by bus
 *     -r, --region &lt;region-id&gt;
 *                           filter by region
 *                             (empty line)
 * </pre>
 */
public final class UsageText {

    /** Exit code of whatever ends with a usage text. */
    public static final int EXIT = 129;

    /** Options that are shorter than this share their line with the help. */
    private static final int OPTION_COLUMNS = 24;
    private static final int GAP = 2;

    private UsageText() {
    }

    /** With every option. */
    public static String whole(Command command) {
        var text = heading(command).append('\n');
        command.options().forEach(option -> append(text, option));
        return text.append('\n').toString();
    }

    /** After a bad value for an option: that option alone. */
    public static String of(Command command, Option option) {
        var text = heading(command).append('\n');
        append(text, option);
        return text.toString();
    }

    /** After a bad value for {@code letter}: that option alone. */
    static String ofLetter(Command command, char letter) {
        var text = heading(command).append('\n');
        command.options().stream().filter(option -> option.letter().filter(l -> l == letter).isPresent()).findFirst()
                .ifPresent(option -> append(text, option));
        return text.toString();
    }

    /** After a bad long option: the first option whose name {@code given} starts with, if there is one. */
    static String ofName(Command command, String given) {
        var text = heading(command).append('\n');
        command.options().stream().filter(option -> option.isLong() && startsWithName(given, option.name())).findFirst()
                .ifPresent(option -> append(text, option));
        return text.toString();
    }

    private static boolean startsWithName(String given, String name) {
        return given.startsWith(name) || given.startsWith("no-") && given.startsWith(name, 3);
    }

    private static StringBuilder heading(Command command) {
        return new StringBuilder("\n usage: ").append(command.usage()).append('\n');
    }

    private static void append(StringBuilder text, Option option) {
        var line = new StringBuilder("    ");
        option.letter().ifPresentOrElse(letter -> line.append('-').append((char) letter).append(option.isLong() ? ", " : ""), () -> line.append("    "));
        line.append(option.isLong() ? "--" + option.name() : "");
        if (option.takesValue()) {
            line.append(" <").append(option.placeholder()).append('>');
        }
        if (line.length() > OPTION_COLUMNS) {
            text.append(line).append('\n').repeat(' ', OPTION_COLUMNS + GAP);
        } else {
            text.append(line).repeat(' ', OPTION_COLUMNS + GAP - line.length());
        }
        text.append(option.help()).append('\n');
    }
}
