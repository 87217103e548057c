package daxplane.conform;

import daxplane.conform.Awk.Expression;
import daxplane.conform.Awk.Rule;
import daxplane.conform.Awk.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the program of an {@link Awk}, from left to right. */
final class AwkReader {

    static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?|\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_]\\w*|==|!=|<=|>=|&&|\\|\\||\\+=|-=|\\+\\+|!~|[-+*/%<>=!~(){};,$])");
    private static final Pattern REGEX = Pattern.compile("\\s*/((?:[^/\\\\]|\\\\.)*)/");
    private static final int DEEPEST = 100;

    /** Words that no recording used. */
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final String program;
    private int at;
    private int depth;

    AwkReader(String program) {
        this.program = program;
    }

    List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        while (!next().isEmpty()) {
            String when = next().equals("BEGIN") || next().equals("END") ? take() : "";
            Expression condition = next().equals("{") ? _ -> 1.0 : or();
            Statement action = next().equals("{") ? block() : run -> run.print(Awk.text(run.field(0.0)) + "\n");
            rules.add(new Rule(when, condition, action));
        }
        return rules;
    }

    private Statement block() {
        expect("{");
        var statements = new ArrayList<Statement>();
        while (!next().equals("}")) {
            if (next().equals(";")) {
                take();
            } else {
                statements.add(statement());
            }
        }
        take();
        return run -> statements.forEach(each -> each.run(run));
    }

    private Statement statement() {
        String word = next();
        if (word.equals("print")) {
            take();
            List<Expression> values = list();
            return values.isEmpty() ? run -> run.print(Awk.text(run.field(0.0)) + "\n")
                    : run -> run.print(String.join(" ", values.stream().map(value -> Awk.text(value.of(run))).toList()) + "\n");
        }
        if (word.equals("printf")) {
            take();
            List<Expression> values = list();
            if (values.isEmpty()) {
                throw new NotUnderstood();
            }
            return run -> run.print(Awk.formatted(Awk.text(values.getFirst().of(run)), values.stream().skip(1).map(value -> value.of(run)).toList()));
        }
        if (!word.matches("[A-Za-z_]\\w*")) {
            throw new NotUnderstood();
        }
        String name = take();
        String operator = take();
        Expression value = operator.equals("++") ? _ -> 1.0 : or();
        return switch (operator) {
            case "=" -> run -> run.assign(name, value.of(run));
            case "+=", "++" -> run -> run.assign(name, Awk.number(run.variable(name)) + Awk.number(value.of(run)));
            case "-=" -> run -> run.assign(name, Awk.number(run.variable(name)) - Awk.number(value.of(run)));
            default -> throw new NotUnderstood();
        };
    }

    private List<Expression> list() {
        var values = new ArrayList<Expression>();
        while (!List.of("", ";", "}").contains(next())) {
            values.add(or());
            if (next().equals(",")) {
                take();
            }
        }
        return values;
    }

    private Expression or() {
        Expression left = and();
        while (next().equals("||")) {
            take();
            Expression first = left;
            Expression second = and();
            left = run -> Awk.truth(first.of(run)) || Awk.truth(second.of(run)) ? 1.0 : 0.0;
        }
        return left;
    }

    private Expression and() {
        Expression left = comparison();
        while (next().equals("&&")) {
            take();
            Expression first = left;
            Expression second = comparison();
            left = run -> Awk.truth(first.of(run)) && Awk.truth(second.of(run)) ? 1.0 : 0.0;
        }
        return left;
    }

    private Expression comparison() {
        Expression left = joined();
        String operator = next();
        if (operator.equals("~") || operator.equals("!~")) {
            take();
            Pattern pattern = regex();
            return run -> pattern.matcher(Awk.text(left.of(run))).find() == operator.equals("~") ? 1.0 : 0.0;
        }
        if (!List.of("==", "!=", "<", ">", "<=", ">=").contains(operator)) {
            return left;
        }
        take();
        Expression right = joined();
        return run -> compare(left.of(run), operator, right.of(run)) ? 1.0 : 0.0;
    }

    private static boolean compare(Object left, String operator, Object right) {
        int order = Awk.numeric(left) && Awk.numeric(right) ? Double.compare(Awk.number(left), Awk.number(right))
                : Awk.text(left).compareTo(Awk.text(right));
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }

    /** Texts side by side are one. */
    private Expression joined() {
        Expression left = sum();
        while (next().matches("[\\w\"$(].*")) {
            Expression first = left;
            Expression second = sum();
            left = run -> Awk.text(first.of(run)) + Awk.text(second.of(run));
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (next().equals("+") || next().equals("-")) {
            boolean plus = take().equals("+");
            Expression first = left;
            Expression second = product();
            left = run -> Awk.number(first.of(run)) + (plus ? 1 : -1) * Awk.number(second.of(run));
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        while (List.of("*", "/", "%").contains(next())) {
            String operator = take();
            Expression first = left;
            Expression second = factor();
            left = run -> {
                double one = Awk.number(first.of(run));
                double other = Awk.number(second.of(run));
                return operator.equals("*") ? one * other : operator.equals("/") ? one / other : one % other;
            };
        }
        return left;
    }

    private Expression factor() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood();
        }
        Expression read = unbounded();
        depth--;
        return read;
    }

    private Expression unbounded() {
        if (next().equals("/")) {
            Pattern pattern = regex();
            return run -> run.found(pattern) ? 1.0 : 0.0;
        }
        String token = take();
        if (token.equals("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        if (token.equals("$")) {
            Expression index = factor();
            return run -> run.field(index.of(run));
        }
        if (token.equals("-") || token.equals("!")) {
            Expression operand = factor();
            return token.equals("-") ? run -> -Awk.number(operand.of(run)) : run -> Awk.truth(operand.of(run)) ? 0.0 : 1.0;
        }
        if (token.startsWith("\"")) {
            String text = token.substring(1, token.length() - 1).replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"").replace("\\\\", "\\");
            return _ -> text;
        }
        if (Character.isDigit(token.charAt(0))) {
            double value = Double.parseDouble(token);
            return _ -> value;
        }
        if (next().equals("(")) {
            return function(token);
        }
        if (!token.matches("[A-Za-z_]\\w*")) {
            throw new NotUnderstood();
        }
        return run -> run.variable(token);
    }

    private Expression function(String name) {
        take();
        Expression argument = next().equals(")") ? run -> run.field(0.0) : or();
        expect(")");
        return switch (name) {
            case "int" -> run -> (double) (long) Awk.number(argument.of(run));
            case "length" -> run -> (double) Awk.text(argument.of(run)).length();
            default -> throw new NotUnderstood();
        };
    }

    private Pattern regex() {
        Matcher matcher = REGEX.matcher(program).region(at, program.length());
        if (!matcher.lookingAt()) {
            throw new NotUnderstood();
        }
        at = matcher.end();
        return Pattern.compile(matcher.group(1).replace("\\/", "/"));
    }

    private void expect(String token) {
        if (!take().equals(token)) {
            throw new NotUnderstood();
        }
    }

    private String take() {
        String token = next();
        if (token.isEmpty()) {
            throw new NotUnderstood();
        }
        Matcher matcher = TOKEN.matcher(program).region(at, program.length());
        matcher.lookingAt();
        at = matcher.end();
        return token;
    }

    /** The next token, which stays; empty at the end of the program. */
    private String next() {
        Matcher matcher = TOKEN.matcher(program).region(at, program.length());
        if (matcher.lookingAt()) {
            return matcher.group(1);
        }
        if (!program.substring(at).isBlank()) {
            throw new NotUnderstood();
        }
        return "";
    }
}
