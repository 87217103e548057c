package daxplane.tools.json;

/**
 * Prints JSON byte for byte as the originals do.
 *
 * <pre>
 * {
 *   "path":"\/platform\/hmem.0",
 *   "devices":[
 *     {
 *       "chardev":"dax0.0"
 *     }
 *   ]
 * }
 * </pre>
 */
public final class JsonText {

    private final StringBuilder text = new StringBuilder();
    private final boolean human;

    private JsonText(boolean human) {
        this.human = human;
    }

    /** @param human sizes and addresses for people; without a newline at the end */
    public static String of(Json json, boolean human) {
        var printer = new JsonText(human);
        printer.print(json, 0);
        return printer.text.toString();
    }

    /** In one line, as it stands in logs. */
    public static String line(Json json) {
        return of(json, false).replaceAll("\n *", "");
    }

    private void print(Json json, int level) {
        switch (json) {
            case JsonObject object -> printObject(object, level);
            case JsonArray array -> printArray(array, level);
            case Json.Text(var value) -> quote(value);
            case Json.Number(var value) -> text.append(value);
            case Json.Flag(var value) -> text.append(value);
            case Json.Size(var bytes) -> text.append(human ? HumanSize.json(bytes) : Long.toUnsignedString(bytes));
            case Json.Real(var value) -> text.append(value);
            case Json.Hex(var value) -> text.append(human ? '"' + hex(value) + '"' : Long.toUnsignedString(value));
        }
    }

    /** As printf(3) prints {@code %#llx}: 0 has no prefix. The originals fetch it as a signed number, which saturates. */
    private static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value < 0 ? Long.MAX_VALUE : value);
    }

    private void printObject(JsonObject object, int level) {
        text.append('{');
        boolean first = true;
        for (var member : object.members().entrySet()) {
            separate(first, level + 1);
            first = false;
            quote(member.getKey());
            text.append(':');
            print(member.getValue(), level + 1);
        }
        end(level, '}');
    }

    private void printArray(JsonArray array, int level) {
        text.append('[');
        boolean first = true;
        for (var element : array.elements()) {
            separate(first, level + 1);
            first = false;
            print(element, level + 1);
        }
        end(level, ']');
    }

    private void separate(boolean first, int level) {
        text.append(first ? "\n" : ",\n").repeat("  ", level);
    }

    /** On a line of its own also when there is nothing in front of it. */
    private void end(int level, char bracket) {
        text.append('\n').repeat("  ", level).append(bracket);
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\b' -> text.append("\\b");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\f' -> text.append("\\f");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '/' -> text.append("\\/");
                default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
