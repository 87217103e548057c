package daxplane.events;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that is stated: for programs a code that never changes its meaning and what it is about, for people the sentence.
 *
 * @param code   lower case, hyphens; {@link #TOLD} where only the sentence is known
 * @param fields in a fixed order for each code
 * @param text   one sentence, without its full stop
 */
public record Statement(String code, List<Field> fields, String text) {

    /** Code of what version 1 stored as a sentence alone. */
    public static final String TOLD = "told";

    /** What a statement is about, by name. */
    public record Field(String name, String value) {
    }

    public Statement {
        fields = List.copyOf(fields);
    }

    /** @param namesAndValues in turn */
    public static Statement of(String code, String text, String... namesAndValues) {
        var fields = new ArrayList<Field>();
        for (int at = 0; at + 1 < namesAndValues.length; at += 2) {
            fields.add(new Field(namesAndValues[at], namesAndValues[at + 1]));
        }
        return new Statement(code, fields, text);
    }

    public static Statement told(String text) {
        return new Statement(TOLD, List.of(), text);
    }

    /** The sentences alone. */
    public static List<String> texts(List<Statement> statements) {
        return statements.stream().map(Statement::text).toList();
    }
}
