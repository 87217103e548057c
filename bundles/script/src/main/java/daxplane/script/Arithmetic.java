package daxplane.script;

/**
 * What stands between {@code $((} and {@code ))}: 64-bit whole numbers, decimal or with {@code 0x}, names of variables with or
 * without {@code $}, {@code + - * / %} and parentheses.
 */
final class Arithmetic {

    private final String text;
    private final Variables variables;
    private int at;
    private int depth;

    private Arithmetic(String text, Variables variables) {
        this.text = text;
        this.variables = variables;
    }

    static long value(String expression, Variables variables) throws ExpansionException {
        var arithmetic = new Arithmetic(expression, variables);
        long value = arithmetic.sum();
        if (arithmetic.peek() != Source.END) {
            throw arithmetic.wrong();
        }
        return value;
    }

    private long sum() throws ExpansionException {
        long value = product();
        while (peek() == '+' || peek() == '-') {
            value = text.charAt(at++) == '+' ? value + product() : value - product();
        }
        return value;
    }

    private long product() throws ExpansionException {
        long value = factor();
        while (peek() == '*' || peek() == '/' || peek() == '%') {
            char operator = text.charAt(at++);
            long right = factor();
            if (operator != '*' && right == 0) {
                throw new ExpansionException("division by zero in $((" + text + "))");
            }
            value = operator == '*' ? value * right : operator == '/' ? value / right : value % right;
        }
        return value;
    }

    private long factor() throws ExpansionException {
        char first = peek();
        if (first == '-') {
            at++;
            return -factor();
        }
        if (first == '(') {
            if (++depth > Limits.DEEPEST) {
                throw new ExpansionException("nested deeper than " + Limits.DEEPEST);
            }
            at++;
            long value = sum();
            if (peek() != ')') {
                throw wrong();
            }
            at++;
            depth--;
            return value;
        }
        if (first == '$') {
            at++;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        var word = text.substring(start, at);
        if (!word.isEmpty() && !Character.isDigit(word.charAt(0))) {
            word = variables.value(word).isBlank() ? "0" : variables.value(word).strip();
        }
        try {
            return word.startsWith("0x") ? Long.parseUnsignedLong(word.substring(2), 16) : Long.parseLong(word);
        } catch (NumberFormatException noNumber) {
            throw wrong();
        }
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : Source.END;
    }

    private ExpansionException wrong() {
        return new ExpansionException("no calculation: $((" + text + "))");
    }
}
