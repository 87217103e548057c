package daxplane.script;

import java.util.List;

/**
 * What {@code test} and {@code [} ask: {@code -e -f -d FILE}, {@code -n -z TEXT}, {@code TEXT = TEXT}, {@code TEXT != TEXT},
 * {@code N -eq -ne -lt -le -gt -ge N}, a text that is not empty, and {@code !} in front of any of these.
 */
record Condition(List<String> words, boolean negated, Tree tree) {

    static Condition of(List<String> command, Tree tree) throws ExpansionException {
        int end = command.size();
        if (command.getFirst().equals("[")) {
            if (!command.getLast().equals("]")) {
                throw new ExpansionException("']' is missing");
            }
            end--;
        }
        var words = command.subList(1, end);
        boolean negated = words.size() > 1 && words.getFirst().equals("!");
        return new Condition(words.subList(negated ? 1 : 0, words.size()), negated, tree);
    }

    boolean holds() throws ExpansionException {
        return negated != switch (words.size()) {
            case 0 -> false;
            case 1 -> !words.getFirst().isEmpty();
            case 2 -> one(words.get(0), words.get(1));
            case 3 -> two(words.get(0), words.get(1), words.get(2));
            default -> throw new ExpansionException("too many words: " + String.join(" ", words));
        };
    }

    private boolean one(String question, String subject) throws ExpansionException {
        return switch (question) {
            case "-e" -> tree.exists(subject);
            case "-f" -> tree.exists(subject) && !tree.isDirectory(subject);
            case "-d" -> tree.isDirectory(subject);
            case "-n" -> !subject.isEmpty();
            case "-z" -> subject.isEmpty();
            default -> throw new ExpansionException(question + " is not understood; -e, -f, -d, -n and -z are");
        };
    }

    private static boolean two(String left, String question, String right) throws ExpansionException {
        return switch (question) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "-eq" -> number(left) == number(right);
            case "-ne" -> number(left) != number(right);
            case "-lt" -> number(left) < number(right);
            case "-le" -> number(left) <= number(right);
            case "-gt" -> number(left) > number(right);
            case "-ge" -> number(left) >= number(right);
            default -> throw new ExpansionException(question + " is not understood; =, !=, -eq, -ne, -lt, -le, -gt and -ge are");
        };
    }

    private static long number(String text) throws ExpansionException {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new ExpansionException("'" + text + "' is no number");
        }
        return Long.parseLong(text);
    }
}
