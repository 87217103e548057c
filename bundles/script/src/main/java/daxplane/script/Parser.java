package daxplane.script;

import daxplane.script.Script.Redirection;
import daxplane.script.Script.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * From text to script.
 *
 * <pre>
 *   list       = and-or { ( ";" | newline ) and-or }
 *   and-or     = pipeline { ( "&amp;&amp;" | "||" ) pipeline }
 *   pipeline   = [ "!" ] command { "|" command }
 *   command    = "for" NAME "in" { word } separator "do" list "done"
 *              | ( "while" | "until" ) list "do" list "done"
 *              | "if" list "then" list { "elif" list "then" list } [ "else" list ] "fi"
 *              | "{" list "}"  |  simple
 *   simple     = { NAME "=" word } { word | redirection }
 *   redirection = "&lt;" word | [ "1" | "2" ] ( "&gt;" | "&gt;&gt;" ) ( word | "&amp;1" | "&amp;2" )
 * </pre>
 */
public final class Parser {

    /** The rest of a shell's keywords: better refused than taken for commands. */
    private static final Set<String> NOT_UNDERSTOOD = Set.of("case", "esac", "select", "function", "[[", "time");
    private static final Set<String> ENDS = Set.of("do", "done", "then", "elif", "else", "fi", "}");

    private final Source source;
    private final int depth;

    Parser(Source source, int depth) throws SyntaxException {
        if (depth > Limits.DEEPEST) {
            throw source.wrong("nested deeper than " + Limits.DEEPEST);
        }
        this.source = source;
        this.depth = depth;
    }

    /** What a line says. */
    public static Script parse(String text) throws SyntaxException {
        return parse(text, 0);
    }

    /** What a file says, or a part of it. @param firstLine number of the text's first line, from 1, for messages */
    public static Script parse(String text, int firstLine) throws SyntaxException {
        return new Parser(new Source(text, firstLine), 0).readUntil("");
    }

    /** Reads a list. @param end {@code ")"} for a substitution that ends with it, which stays unread; empty for all of the text */
    Script readUntil(String end) throws SyntaxException {
        var list = list();
        if (!source.atEnd() && !(end.equals(")") && source.peek() == ')')) {
            throw unexpected();
        }
        return list;
    }

    private Script list() throws SyntaxException {
        var parts = new ArrayList<Script>();
        skip(" \t\n;");
        while (!source.atEnd() && source.peek() != ')' && !atKeyword(ENDS)) {
            parts.add(andOr());
            blanks();
            if (!source.atEnd() && ";\n)".indexOf(source.peek()) < 0) {
                throw unexpected();
            }
            skip(" \t\n;");
        }
        return parts.size() == 1 ? parts.getFirst() : new Script.Sequence(parts);
    }

    private Script andOr() throws SyntaxException {
        var left = pipeline();
        while (true) {
            blanks();
            boolean and = source.take("&&");
            if (!and && !source.take("||")) {
                return left;
            }
            needMore(and ? "&&" : "||");
            left = new Script.Conditional(left, and, pipeline());
        }
    }

    private Script pipeline() throws SyntaxException {
        blanks();
        var start = source.position();
        if (source.peek() == '!' && word().is("!")) {
            needMore("!");
            return new Script.Not(pipeline());
        }
        source.back(start);
        var stages = new ArrayList<Script>(List.of(command()));
        blanks();
        while (source.peek() == '|' && source.peek(1) != '|') {
            source.next();
            needMore("|");
            stages.add(command());
            blanks();
        }
        return stages.size() == 1 ? stages.getFirst() : new Script.Pipe(stages);
    }

    private Script command() throws SyntaxException {
        if (source.peek() == '(') {
            throw source.wrong("( ... ) is not understood here; only $( ... ) is");
        }
        var start = source.position();
        var first = word();
        if (first.is("for")) {
            return forLoop();
        }
        if (first.is("while") || first.is("until")) {
            return new Script.Loop(block("a condition", "do"), first.is("while"), block("commands", "done"));
        }
        if (first.is("if")) {
            return branches();
        }
        if (first.is("{")) {
            return block("commands", "}");
        }
        for (var keyword : NOT_UNDERSTOOD) {
            if (first.is(keyword)) {
                throw source.wrong("'" + keyword + "' is not understood here; there are for, while and if, &&, || and pipes");
            }
        }
        source.back(start);
        return simple();
    }

    private Script forLoop() throws SyntaxException {
        blanks();
        var variable = new StringBuilder();
        while (WordParser.isNameCharacter(source.peek(), variable.isEmpty())) {
            variable.append(source.next());
        }
        blanks();
        if (variable.isEmpty() || !word().is("in")) {
            throw expected("for NAME in WORDS; do ...; done");
        }
        var items = new ArrayList<Word>();
        blanks();
        while (!source.atEnd() && ";\n".indexOf(source.peek()) < 0) {
            if ("|&<>()".indexOf(source.peek()) >= 0) {
                throw unexpected();
            }
            items.add(word());
            blanks();
        }
        skip(" \t\n;");
        if (!word().is("do")) {
            throw expected("'do' after the words of the loop");
        }
        return new Script.For(variable.toString(), items, block("commands", "done"));
    }

    /** Behind {@code if} or {@code elif}. */
    private Script branches() throws SyntaxException {
        var condition = block("a condition", "then");
        var body = nested("commands");
        var start = source.position();
        var end = word();
        if (end.is("fi")) {
            return new Script.If(condition, body, new Script.Sequence(List.of()));
        }
        if (end.is("else")) {
            return new Script.If(condition, body, block("commands", "fi"));
        }
        if (end.is("elif")) {
            return new Script.If(condition, body, new Parser(source, depth + 1).branches());
        }
        source.back(start);
        throw expected("'fi' at the end of the if");
    }

    /** A list and the keyword behind it. */
    private Script block(String what, String end) throws SyntaxException {
        var list = nested(what + " before '" + end + "'");
        var start = source.position();
        if (!word().is(end)) {
            source.back(start);
            throw expected("'" + end + "'");
        }
        return list;
    }

    private Script nested(String what) throws SyntaxException {
        var list = new Parser(source, depth + 1).list();
        if (list.equals(new Script.Sequence(List.of()))) {
            throw expected(what);
        }
        return list;
    }

    private Script simple() throws SyntaxException {
        var assignments = new ArrayList<Script.Assignment>();
        var words = new ArrayList<Word>();
        var inputs = new ArrayList<Word>();
        var redirections = new ArrayList<Redirection>();
        for (blanks(); !source.atEnd() && ";\n|&)".indexOf(source.peek()) < 0; blanks()) {
            if (isRedirection()) {
                redirections.add(redirection());
            } else if (source.peek() == '<' && source.peek(1) != '<' && source.peek(1) != '>' && source.peek(1) != '(') {
                source.next();
                inputs.add(path("<"));
            } else if (words.isEmpty() && assignmentName() > 0) {
                var name = new StringBuilder();
                while (source.peek() != '=') {
                    name.append(source.next());
                }
                source.next();
                assignments.add(new Script.Assignment(name.toString(), word()));
            } else {
                if (source.peek() == '(' || source.peek() == '<') {
                    throw unexpected();
                }
                words.add(word());
            }
        }
        if (source.peek() == '&' && source.peek(1) != '&') {
            throw source.wrong("'&' is not understood here: commands run one after the other");
        }
        if (words.isEmpty() && assignments.isEmpty() && redirections.isEmpty() && inputs.isEmpty()) {
            throw unexpected();
        }
        return new Script.Simple(assignments, words, inputs, redirections);
    }

    /** Length of the name of an assignment that begins here; 0 when there is none. */
    private int assignmentName() {
        int length = 0;
        while (WordParser.isNameCharacter(source.peek(length), length == 0)) {
            length++;
        }
        return source.peek(length) == '=' ? length : 0;
    }

    private boolean isRedirection() {
        return source.peek() == '>' || "12".indexOf(source.peek()) >= 0 && source.peek(1) == '>';
    }

    private Redirection redirection() throws SyntaxException {
        var from = source.peek() == '2' ? Stream.ERR : Stream.OUT;
        if (source.peek() != '>') {
            source.next();
        }
        source.next();
        if (source.take("&")) {
            var to = source.next();
            if (to != '1' && to != '2') {
                throw source.wrong(">& is followed by 1 or 2");
            }
            return new Redirection.ToStream(from, to == '1' ? Stream.OUT : Stream.ERR);
        }
        boolean append = source.take(">");
        return new Redirection.ToFile(from, path(">"), append);
    }

    private Word path(String after) throws SyntaxException {
        blanks();
        var path = word();
        if (path.parts().isEmpty()) {
            throw source.atEnd() ? source.wrong("a file is missing after " + after) : unexpected();
        }
        return path;
    }

    private Word word() throws SyntaxException {
        return new WordParser(source, depth).read();
    }

    private boolean atKeyword(Set<String> keywords) throws SyntaxException {
        if (!Character.isLetter(source.peek()) && source.peek() != '}') {
            return false;
        }
        var start = source.position();
        var word = word();
        source.back(start);
        return keywords.stream().anyMatch(word::is);
    }

    private void needMore(String after) throws SyntaxException {
        skip(" \t\n");
        if (source.atEnd()) {
            throw source.incomplete("a command is missing after " + after);
        }
    }

    /** Blanks, continued lines, and a comment if there is one. */
    private void blanks() {
        while (true) {
            if (source.peek() == ' ' || source.peek() == '\t') {
                source.next();
            } else if (!source.take("\\\n")) {
                break;
            }
        }
        if (source.peek() == '#') {
            while (!source.atEnd() && source.peek() != '\n') {
                source.next();
            }
        }
    }

    private void skip(String characters) {
        blanks();
        while (!source.atEnd() && characters.indexOf(source.peek()) >= 0) {
            source.next();
            blanks();
        }
    }

    private SyntaxException expected(String what) {
        return source.atEnd() ? source.incomplete("expected " + what) : source.wrong("expected " + what);
    }

    private SyntaxException unexpected() throws SyntaxException {
        if (atKeyword(ENDS)) {
            return source.wrong("a keyword without its beginning: '" + word().text() + "'");
        }
        return source.wrong("unexpected '" + source.peek() + "'");
    }
}
