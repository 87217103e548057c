package daxplane.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns for paths: {@code *}, {@code ?}, {@code [a-c]}, {@code [!a]}; a backslash makes the next character plain. */
final class Glob {

    private Glob() {
    }

    /** The paths of the machine that match, sorted; none when nothing does. */
    static List<String> match(String pattern, Tree tree) {
        boolean relative = !pattern.startsWith("/");
        var found = List.of(relative ? tree.directory() : "");
        var components = pattern.substring(relative ? 0 : 1).split("/", -1);
        for (var component : components) {
            var next = new ArrayList<String>();
            for (var directory : found) {
                extend(directory, component, tree, next);
            }
            found = next;
        }
        int above = relative ? tree.directory().length() + 1 : 0;
        return found.stream().map(path -> path.substring(above)).sorted().toList();
    }

    /** The text without its start, or end, that matches the pattern: the longest or the shortest such piece. */
    static String trimmed(String text, String pattern, boolean atStart, boolean longest) {
        var piece = regex(pattern);
        for (int i = 0; i <= text.length(); i++) {
            int length = longest ? text.length() - i : i;
            int cut = atStart ? length : text.length() - length;
            if (piece.matcher(atStart ? text.substring(0, cut) : text.substring(cut)).matches()) {
                return atStart ? text.substring(cut) : text.substring(0, cut);
            }
        }
        return text;
    }

    private static void extend(String directory, String component, Tree tree, List<String> into) {
        if (!isPattern(component)) {
            var path = directory + "/" + component.replaceAll("\\\\(.)", "$1");
            if (component.isEmpty() || tree.exists(path)) {
                into.add(path);
            }
            return;
        }
        var names = regex(component);
        tree.list(directory.isEmpty() ? "/" : directory).stream()
                .filter(name -> (!name.startsWith(".") || component.startsWith(".")) && names.matcher(name).matches())
                .sorted()
                .forEach(name -> into.add(directory + "/" + name));
    }

    private static boolean isPattern(String component) {
        for (int i = 0; i < component.length(); i++) {
            if (component.charAt(i) == '\\') {
                i++;
            } else if ("*?[".indexOf(component.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static Pattern regex(String component) {
        var regex = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            var character = component.charAt(i);
            int end;
            if (character == '*') {
                regex.append(".*");
            } else if (character == '?') {
                regex.append('.');
            } else if (character == '[' && (end = component.indexOf(']', i + 2)) > 0) {
                var set = component.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^").replace("&&", "&\\&");
                regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                i = end;
            } else {
                var plain = character == '\\' && i + 1 < component.length() ? component.charAt(++i) : character;
                regex.append(Pattern.quote(String.valueOf(plain)));
            }
        }
        try {
            return Pattern.compile(regex.toString());
        } catch (java.util.regex.PatternSyntaxException noSet) {
            return Pattern.compile(Pattern.quote(component));
        }
    }
}
