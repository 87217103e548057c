package daxplane.shell.command;

import daxplane.shell.screen.Style;
import daxplane.shell.screen.Wrapping;
import daxplane.shell.verb.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** The page that {@code help} shows: first the way through the main job, then every command. */
record HelpPage(SortedMap<String, ShellCommand> commands, Context context) {

    /** What the console's language understands itself. */
    static final Map<String, String> BUILT_IN = builtIns();

    /** The main job in the order in which it is done. */
    private static final List<Line> WAY = List.of(
            new Line("list", "what there is, and who owns it"),
            new Line("plan assign dax0.0 system-ram", "what that would do and cost; changes nothing"),
            new Line("assign dax0.0 system-ram", "do it: the kernel gets the memory as RAM"),
            new Line("reboot; drift", "what a restart loses"),
            new Line("recover", "bring it back"),
            new Line("history dax0.0", "who did what, when and why"),
            new Line("journal verify", "prove that the record is untouched"));

    private static final Map<String, List<String>> SECTIONS = order();

    /** What can stand behind a {@code |}. */
    static final List<String> READS_PIPES = List.of("grep", "head", "tail", "sort", "uniq", "cut", "wc", "less", "cat");

    /** Sections whose commands come first when all are offered. */
    private static final List<String> OURS = List.of("look", "change", "the simulated machine", "rehearsing");

    /** Our own commands first, then what the console understands, then tools and the rest. */
    static int rank(String name) {
        return OURS.stream().anyMatch(section -> SECTIONS.get(section).contains(name)) ? 0 : BUILT_IN.containsKey(name) ? 1 : 2;
    }

    /** {@code help all}. */
    static final String ALL = "all";

    private static final int INDENT = 31;

    private record Line(String typed, String what) {
    }

    /** Fits a terminal of 24 lines: what is above must not have scrolled away. */
    String overview() {
        var text = new StringBuilder();
        way(text);
        text.append('\n');
        heading(text, "Commands ('help COMMAND' shows how; 'help " + ALL + "' has a line for each)");
        sections().forEach((title, names) -> row(text, title, String.join(" ", names)));
        row(text, "the console", String.join(" ", BUILT_IN.keySet()) + "; TAB, Ctrl-C, Ctrl-D work");
        row(text, "as in a shell", "; && || ! | > # $x $() * ? [] for x in ..; do ..; done");
        return text.toString();
    }

    /** A line for each command. */
    String everything() {
        var text = new StringBuilder();
        way(text);
        sections().forEach((title, names) -> {
            text.append('\n');
            heading(text, title);
            names.forEach(name -> row(text, name, commands.get(name).summary()));
        });
        text.append('\n');
        heading(text, "the console");
        BUILT_IN.forEach((name, what) -> row(text, name, what));
        return text.toString();
    }

    private void way(StringBuilder text) {
        heading(text, "The way through");
        WAY.forEach(line -> row(text, line.typed(), line.what()));
    }

    /** Names of the commands that are there, by section; what has no section comes last. */
    private Map<String, List<String>> sections() {
        var there = new LinkedHashMap<String, List<String>>();
        var left = new TreeSet<>(commands.keySet());
        SECTIONS.forEach((title, names) -> {
            var found = names.stream().filter(left::remove).toList();
            if (!found.isEmpty()) {
                there.put(title, found);
            }
        });
        if (!left.isEmpty()) {
            there.put("more", List.copyOf(left));
        }
        return there;
    }

    Optional<String> builtIn(String name) {
        return Optional.ofNullable(BUILT_IN.get(name)).map(what -> name + ": " + what + "\n");
    }

    private void heading(StringBuilder text, String title) {
        text.append(context.screen().ink(Style.STRONG, title)).append('\n');
    }

    private void row(StringBuilder text, String typed, String what) {
        var left = "  " + typed;
        var before = left.length() < INDENT ? left + " ".repeat(INDENT - left.length()) : left + "\n" + " ".repeat(INDENT);
        for (var line : Wrapping.lines(what, context.screen().columns() - INDENT)) {
            text.append(before).append(line).append('\n');
            before = " ".repeat(INDENT);
        }
    }

    private static Map<String, List<String>> order() {
        var sections = new LinkedHashMap<String, List<String>>();
        sections.put("look", List.of("list", "show", "who", "why", "history", "operations", "drift", "at", "diff", "journal", "doctor"));
        sections.put("change", List.of("plan", "apply", "assign", "release", "create", "destroy", "resize", "enable", "disable", "rename", "recover", "accept", "undo", "config"));
        sections.put("the simulated machine", List.of("driver", "machines", "reset", "reboot", "power-loss"));
        sections.put("daxplane itself", List.of("plugin", "bundle"));
        sections.put("rehearsing", List.of("capture", "conform"));
        sections.put("the administrators' tools", List.of("ndctl", "daxctl", "cxl", "labels"));
        sections.put("texts and pipes", List.of("grep", "head", "tail", "sort", "uniq", "cut", "wc", "less", "sleep"));
        sections.put("the kernel's files by hand", List.of("echo", "cat", "ls", "readlink", "modprobe"));
        return sections;
    }

    private static Map<String, String> builtIns() {
        var words = new LinkedHashMap<String, String>();
        words.put("help", "show the commands; help COMMAND shows how one is used, help all has a line for each");
        words.put("exit", "leave, with a status: exit 3");
        words.put("set", "set -e: stop at the first failure; -x: show commands; -u: no unset variables; -o pipefail; + ends it");
        return words;
    }
}
