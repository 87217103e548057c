package daxplane.script;

import daxplane.script.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads one word: quotes, escapes, variables, substitutions. */
final class WordParser {

    /** Characters that end a word when they are not quoted. */
    private static final String ENDS = " \t\n;|&<>()";

    private final Source source;
    private final int depth;
    private final String ends;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    /** Tells {@code ''} from nothing: a quoted empty word is a word. */
    private boolean anything;

    WordParser(Source source, int depth) {
        this(source, depth, ENDS);
    }

    private WordParser(Source source, int depth, String ends) {
        this.source = source;
        this.depth = depth;
        this.ends = ends;
    }

    Word read() throws SyntaxException {
        while (!source.atEnd() && ends.indexOf(source.peek()) < 0) {
            var character = source.next();
            anything = true;
            switch (character) {
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                case '$' -> dollar(false);
                case '`' -> backquoted(false);
                default -> literal.append(character);
            }
        }
        endLiteral(false);
        if (parts.isEmpty() && anything) {
            parts.add(new Part.Literal("", true));
        }
        return new Word(parts);
    }

    private void singleQuoted() throws SyntaxException {
        endLiteral(false);
        while (source.peek() != '\'') {
            if (source.atEnd()) {
                throw source.incomplete("a ' is not closed");
            }
            literal.append(source.next());
        }
        source.next();
        endQuoted();
    }

    private void doubleQuoted() throws SyntaxException {
        endLiteral(false);
        while (source.peek() != '"') {
            if (source.atEnd()) {
                throw source.incomplete("a \" is not closed");
            }
            var character = source.next();
            switch (character) {
                case '\\' -> {
                    if ("\"\\$`".indexOf(source.peek()) >= 0 && !source.atEnd()) {
                        literal.append(source.next());
                    } else if (source.peek() == '\n') {
                        source.next();
                    } else {
                        literal.append('\\');
                    }
                }
                case '$' -> dollar(true);
                case '`' -> backquoted(true);
                default -> literal.append(character);
            }
        }
        source.next();
        endQuoted();
    }

    private void escaped() throws SyntaxException {
        if (source.atEnd()) {
            throw source.incomplete("nothing follows the \\ at the end");
        }
        if (source.peek() == '\n') {
            source.next();
            return;
        }
        endLiteral(false);
        parts.add(new Part.Literal(String.valueOf(source.next()), true));
    }

    private void dollar(boolean quoted) throws SyntaxException {
        if (source.peek() == '(') {
            if (source.peek(1) == '(') {
                calculation(quoted);
                return;
            }
            source.next();
            endLiteral(quoted);
            parts.add(new Part.Substitution(new Parser(source, depth + 1).readUntil(")"), quoted));
            if (!source.take(")")) {
                throw source.incomplete("a $( is not closed");
            }
        } else if (source.take("{")) {
            var name = name();
            endLiteral(quoted);
            if (!name.isEmpty() && (source.peek() == '#' || source.peek() == '%')) {
                parts.add(trimmed(name, quoted));
            } else {
                parts.add(new Part.Variable(name, quoted));
            }
            if (name.isEmpty() || !source.take("}")) {
                throw source.atEnd() ? source.incomplete("a ${ is not closed")
                        : source.wrong("only ${NAME} and ${NAME#PATTERN}, with # ## % %%, are understood between the braces");
            }
        } else if (source.take("?")) {
            endLiteral(quoted);
            parts.add(new Part.Variable("?", quoted));
        } else {
            var name = name();
            if (name.isEmpty()) {
                literal.append('$');
            } else {
                endLiteral(quoted);
                parts.add(new Part.Variable(name, quoted));
            }
        }
    }

    private Part trimmed(String name, boolean quoted) throws SyntaxException {
        var kind = source.next();
        boolean longest = source.take(String.valueOf(kind));
        return new Part.Trimmed(name, kind == '#', longest, new WordParser(source, depth, ENDS + "}").read(), quoted);
    }

    /** Behind {@code $}, at {@code ((}. */
    private void calculation(boolean quoted) throws SyntaxException {
        source.take("((");
        endLiteral(quoted);
        var expression = new StringBuilder();
        int open = 0;
        while (open > 0 || !(source.peek() == ')' && source.peek(1) == ')')) {
            if (source.atEnd()) {
                throw source.incomplete("a $(( is not closed");
            }
            var character = source.next();
            open += character == '(' ? 1 : character == ')' ? -1 : 0;
            expression.append(character);
        }
        source.take("))");
        parts.add(new Part.Calculation(expression.toString(), quoted));
    }

    private String name() {
        var name = new StringBuilder();
        while (isNameCharacter(source.peek(), name.isEmpty())) {
            name.append(source.next());
        }
        return name.toString();
    }

    static boolean isNameCharacter(char character, boolean first) {
        return character == '_' || character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || !first && character >= '0' && character <= '9';
    }

    private void backquoted(boolean quoted) throws SyntaxException {
        var inner = new StringBuilder();
        while (source.peek() != '`') {
            if (source.atEnd()) {
                throw source.incomplete("a ` is not closed");
            }
            var character = source.next();
            if (character == '\\' && ("`\\$".indexOf(source.peek()) >= 0 || quoted && source.peek() == '"')) {
                character = source.next();
            }
            inner.append(character);
        }
        source.next();
        endLiteral(quoted);
        parts.add(new Part.Substitution(new Parser(new Source(inner.toString(), source.line()), depth + 1).readUntil(""), quoted));
    }

    private void endLiteral(boolean quoted) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString(), quoted));
            literal.setLength(0);
        }
    }

    private void endQuoted() {
        endLiteral(true);
        anything = true;
    }
}
