package daxplane.lease.desk;

import daxplane.host.Errno;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the protocol: a JSON object of texts, whole numbers and truth values, without anything in it that has parts.
 *
 * @param values of type {@link String}, {@link Long} or {@link Boolean}, in the order in which they stand
 */
record Line(SequencedMap<String, Object> values) {

    /** In bytes, with its end. Nobody has more to say; who sends more is cut off. */
    static final int MOST_BYTES = 4096;

    private static final Pattern FIELD = Pattern.compile("\\G\\s*\"([a-z]{1,16})\"\\s*:\\s*"
            + "(?:\"([^\"\\\\\\p{Cntrl}]*+(?:\\\\[\"\\\\/][^\"\\\\\\p{Cntrl}]*+)*+)\"|(-?[0-9]{1,18})|(true|false))\\s*(,|\\}\\s*$)");

    /** What is not as it should be. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what, null, false, false);
        }
    }

    /** @throws Malformed it is no such object, or says a thing twice */
    static Line parse(String text) throws Malformed {
        String line = text.strip();
        if (!line.startsWith("{")) {
            throw new Malformed("a line is a JSON object");
        }
        var values = new LinkedHashMap<String, Object>();
        if (line.substring(1).strip().equals("}")) {
            return new Line(values);
        }
        Matcher field = FIELD.matcher(line).region(1, line.length());
        String end = ",";
        while (end.equals(",")) {
            if (!field.find()) {
                throw new Malformed("a line is a JSON object of texts, whole numbers, true and false");
            }
            Object value = field.group(2) != null ? field.group(2).replaceAll("\\\\(.)", "$1") : field.group(3) != null ? (Object) Long.valueOf(field.group(3)) : (Object) Boolean.valueOf(field.group(4));
            if (values.put(field.group(1), value) != null) {
                throw new Malformed(field.group(1) + " is said twice");
            }
            end = field.group(5).substring(0, 1);
        }
        return new Line(values);
    }

    static Line of(Object... namesAndValues) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Line(values);
    }

    static Line refused(Errno errno, String text) {
        return of("ok", false, "errno", errno.name(), "text", text);
    }

    String text(String name) throws Malformed {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new Malformed(name + " is missing, or is no text");
    }

    long number(String name) throws Malformed {
        if (values.get(name) instanceof Long number) {
            return number;
        }
        throw new Malformed(name + " is missing, or is no whole number");
    }

    long number(String name, long otherwise) throws Malformed {
        return values.containsKey(name) ? number(name) : otherwise;
    }

    boolean ok() {
        return Optional.of(Boolean.TRUE).equals(Optional.ofNullable(values.get("ok")));
    }

    /** Without its end. */
    String json() {
        var text = new StringBuilder("{");
        for (Map.Entry<String, Object> each : values.entrySet()) {
            text.append(text.length() > 1 ? "," : "").append('"').append(each.getKey()).append("\":");
            text.append(each.getValue() instanceof String words ? '"' + words.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"") + '"' : each.getValue());
        }
        return text.append('}').toString();
    }
}
