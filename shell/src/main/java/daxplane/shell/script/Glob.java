package daxplane.shell.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns for absolute paths: {@code *}, {@code ?}, {@code [a-c]}, {@code [!a]}; a backslash makes the next character plain. */
final class Glob {

    private Glob() {
    }

    /** The paths of the machine that match, sorted; none when nothing does. */
    static List<String> match(String pattern, Tree tree) {
        var found = List.of("");
        var components = pattern.substring(1).split("/", -1);
        for (var component : components) {
            var next = new ArrayList<String>();
            for (var directory : found) {
                extend(directory, component, tree, next);
            }
            found = next;
        }
        return found;
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
