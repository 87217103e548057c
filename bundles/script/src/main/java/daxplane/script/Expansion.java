package daxplane.script;

import daxplane.script.Word.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * From words to the texts that a command gets: variables and substitutions are put in, what comes of the unquoted ones is
 * split at blanks, and a word with an unquoted {@code * ? [ ]} becomes the paths that match it, or stays as it is when none
 * does.
 */
final class Expansion {

    /** Runs a script and tells what it prints. */
    @FunctionalInterface
    interface Substitute {
        String output(Script script) throws ExpansionException;
    }

    private final Variables variables;
    private final Tree tree;
    private final Substitute substitute;

    Expansion(Variables variables, Tree tree, Substitute substitute) {
        this.variables = variables;
        this.tree = tree;
        this.substitute = substitute;
    }

    List<String> texts(List<Word> words) throws ExpansionException {
        var texts = new ArrayList<String>();
        for (var word : words) {
            for (var field : fields(word)) {
                var found = field.isPattern(tree) ? Glob.match(field.pattern.toString(), tree) : List.<String>of();
                if (found.isEmpty()) {
                    texts.add(field.text.toString());
                } else {
                    texts.addAll(found);
                }
                if (texts.size() > Limits.MOST_WORDS) {
                    throw new ExpansionException("a command of more than " + Limits.MOST_WORDS + " words");
                }
            }
        }
        return texts;
    }

    /** The word as one text, not split and not matched: the right side of an assignment. */
    String text(Word word) throws ExpansionException {
        var text = new StringBuilder();
        for (var part : word.parts()) {
            text.append(value(part));
        }
        return text.toString();
    }

    private List<Field> fields(Word word) throws ExpansionException {
        var fields = new ArrayList<Field>();
        var current = new Field();
        for (var part : word.parts()) {
            var value = value(part);
            if (part.quoted() || part instanceof Part.Literal) {
                current.append(value, part.quoted());
                continue;
            }
            for (int i = 0; i < value.length(); i++) {
                if (" \t\n".indexOf(value.charAt(i)) < 0) {
                    current.append(value.substring(i, i + 1), false);
                } else if (current.exists) {
                    fields.add(current);
                    current = new Field();
                }
            }
        }
        if (current.exists) {
            fields.add(current);
        }
        return fields;
    }

    private String value(Part part) throws ExpansionException {
        return switch (part) {
            case Part.Literal(var text, _) -> text;
            case Part.Variable(var name, _) -> variables.value(name);
            case Part.Trimmed(var name, var atStart, var longest, var pattern, _) ->
                    Glob.trimmed(variables.value(name), text(pattern), atStart, longest);
            case Part.Calculation(var expression, _) -> Long.toString(Arithmetic.value(expression, variables));
            case Part.Substitution(var script, _) -> substitute.output(script).replaceAll("\n+$", "");
        };
    }

    /** One text in the making, and the same with what is quoted escaped, for matching. */
    private static final class Field {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder pattern = new StringBuilder();
        private boolean exists;
        private boolean unquotedSpecial;

        void append(String more, boolean quoted) {
            exists = true;
            text.append(more);
            for (int i = 0; i < more.length(); i++) {
                var special = "*?[\\".indexOf(more.charAt(i)) >= 0;
                if (special && quoted || more.charAt(i) == '\\') {
                    pattern.append('\\');
                } else {
                    unquotedSpecial |= special;
                }
                pattern.append(more.charAt(i));
            }
        }

        boolean isPattern(Tree tree) {
            return unquotedSpecial && (text.indexOf("/") == 0 || !tree.directory().isEmpty());
        }
    }
}
