package daxplane.script;

import java.util.List;

/** A word before expansion: literal text, variables and substitutions, side by side. */
public record Word(List<Part> parts) {

    public Word {
        parts = List.copyOf(parts);
    }

    /** A piece of a word. What is quoted is neither split into words nor matched against paths. */
    public sealed interface Part {

        boolean quoted();

        record Literal(String text, boolean quoted) implements Part {
        }

        /** {@code $name}, <code>${name}</code>, {@code $?}. */
        record Variable(String name, boolean quoted) implements Part {
        }

        /**
         * {@code ${name#pattern}}: the variable without what matches at its start, or with {@code %} at its end.
         *
         * @param longest  {@code ##} and {@code %%}: as much as possible, not as little
         */
        record Trimmed(String name, boolean atStart, boolean longest, Word pattern, boolean quoted) implements Part {
        }

        /** {@code $((i + 1))}, not yet calculated. */
        record Calculation(String expression, boolean quoted) implements Part {
        }

        /** {@code $(script)} or the same in backquotes: what the script prints, without the newlines at its end. */
        record Substitution(Script script, boolean quoted) implements Part {
        }
    }

    /** The unquoted text of a keyword, for messages. */
    String text() {
        return parts.stream().filter(Part.Literal.class::isInstance).map(part -> ((Part.Literal) part).text()).collect(java.util.stream.Collectors.joining());
    }

    /** The text of a word that is nothing but unquoted letters; only such a word can be a keyword. */
    boolean is(String keyword) {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Literal(var text, var quoted) && !quoted && text.equals(keyword);
    }
}
