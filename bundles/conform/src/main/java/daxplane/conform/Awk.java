package daxplane.conform;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * As much of awk as recordings use: rules with {@code BEGIN}, {@code END}, {@code /pattern/} or a condition; {@code print},
 * {@code printf} and assignments; numbers, texts, fields, {@code NR}, {@code NF}, {@code int}, {@code length}. What a rule is made of
 * is read by {@link AwkReader}.
 */
final class Awk {

    /** What a rule computes of a line. A value is a {@link String} or a {@link Double}. */
    @FunctionalInterface
    interface Expression {
        Object of(Awk run);
    }

    /** What a rule does. */
    @FunctionalInterface
    interface Statement {
        void run(Awk run);
    }

    /** @param when {@code BEGIN}, {@code END}, or empty: each line for which the condition holds */
    record Rule(String when, Expression condition, Statement action) {
    }

    private final List<Rule> rules;
    private final String separator;
    private final Map<String, Object> variables = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private String line = "";
    private List<String> fields = List.of();
    private long number;

    private Awk(List<Rule> rules, String separator) {
        this.rules = rules;
        this.separator = separator;
    }

    /** @return what it prints; empty when the program has words that are not understood */
    static Optional<String> run(String program, String separator, String input) {
        try {
            return Optional.of(new Awk(new AwkReader(program).rules(), separator).over(input));
        } catch (AwkReader.NotUnderstood | PatternSyntaxException unknown) {
            return Optional.empty();
        }
    }

    private String over(String input) {
        perform("BEGIN");
        for (String next : input.lines().toList()) {
            take(next);
            perform("");
        }
        perform("END");
        return out.toString();
    }

    private void perform(String when) {
        for (Rule rule : rules) {
            if (rule.when().equals(when) && truth(rule.condition().of(this))) {
                rule.action().run(this);
            }
        }
    }

    private void take(String next) {
        line = next;
        number++;
        fields = new ArrayList<>();
        String blanks = separator.isEmpty() ? next.strip() : next;
        if (!blanks.isEmpty()) {
            fields.addAll(List.of(blanks.split(separator.isEmpty() ? "[ \t]+" : separator.length() == 1 ? Pattern.quote(separator) : separator, -1)));
        }
    }

    Object field(Object index) {
        int at = (int) number(index);
        return at == 0 ? line : at > 0 && at <= fields.size() ? fields.get(at - 1) : "";
    }

    Object variable(String name) {
        return switch (name) {
            case "NR" -> (double) number;
            case "NF" -> (double) fields.size();
            default -> variables.getOrDefault(name, "");
        };
    }

    void assign(String name, Object value) {
        variables.put(name, value);
    }

    boolean found(Pattern pattern) {
        return pattern.matcher(line).find();
    }

    void print(String text) {
        out.append(text);
    }

    static boolean truth(Object value) {
        return value instanceof Double number ? number != 0 : !value.equals("") && !value.equals("0");
    }

    /** A text counts as the number that it begins with, 0 if it begins with none. */
    static double number(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        var found = AwkReader.NUMBER.matcher(((String) value).strip());
        return found.lookingAt() ? Double.parseDouble(found.group()) : 0;
    }

    static boolean numeric(Object value) {
        return value instanceof Double || AwkReader.NUMBER.matcher(((String) value).strip()).matches();
    }

    static String text(Object value) {
        if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e18;
            return whole ? Long.toString(number.longValue()) : !Double.isFinite(number) ? Double.isNaN(number) ? "nan" : "inf"
                    : new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString();
        }
        return (String) value;
    }

    /** {@code %s}, {@code %d}, {@code %x}; with widths. */
    static String formatted(String format, List<Object> values) {
        var text = new StringBuilder();
        var conversion = Pattern.compile("%(-?0?\\d{0,3})(?:\\.\\d{1,2})?([sdx%])").matcher(format);
        int at = 0;
        int next = 0;
        while (conversion.find()) {
            text.append(format, at, conversion.start());
            at = conversion.end();
            if (conversion.group(2).equals("%")) {
                text.append('%');
            } else {
                Object value = next < values.size() ? values.get(next++) : "";
                String pattern = "%" + conversion.group(1) + conversion.group(2);
                text.append(conversion.group(2).equals("s") ? pattern.formatted(text(value)) : pattern.formatted((long) number(value)));
            }
        }
        return text.append(format.substring(at)).toString();
    }
}
