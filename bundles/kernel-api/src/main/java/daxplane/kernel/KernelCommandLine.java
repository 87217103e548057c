package daxplane.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of /proc/cmdline as Linux takes them apart. Pure.
 *
 * <pre>
 *   memmap=4G!8G "dyndbg=file a.c +p" movable_node -- init-argument
 *   name=value    quotes hold blanks   no value       from here on nothing is the kernel's
 * </pre>
 *
 * <p>In names {@code -} and {@code _} are the same. What a word given twice means is its reader's business: {@code memmap} adds
 * up, of most others the last one counts.
 *
 * @param parameters in the order in which they stand
 */
public record KernelCommandLine(List<Parameter> parameters) {

    /** Name in {@link Firmware#parameters()}. */
    public static final String PROPERTY = "kernel.command-line";

    /** @param value without quotes around it; empty where there is no {@code =} */
    public record Parameter(String name, Optional<String> value) {
    }

    public KernelCommandLine {
        parameters = List.copyOf(parameters);
    }

    public static KernelCommandLine of(Firmware firmware) {
        return parse(firmware.parameters().getOrDefault(PROPERTY, ""));
    }

    public static KernelCommandLine parse(String text) {
        List<Parameter> parameters = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return new KernelCommandLine(parameters);
            }
            int end = end(text, at);
            Parameter parameter = parameter(text.substring(at, end));
            if (parameter.name().equals("--") && parameter.value().isEmpty()) {
                return new KernelCommandLine(parameters);
            }
            parameters.add(parameter);
            at = end;
        }
    }

    /** Values of every word of this name that has one. */
    public List<String> values(String name) {
        return parameters.stream().filter(parameter -> same(parameter.name(), name)).flatMap(parameter -> parameter.value().stream()).toList();
    }

    /** Whether the word stands there, with or without a value. */
    public boolean has(String name) {
        return parameters.stream().anyMatch(parameter -> same(parameter.name(), name));
    }

    /**
     * A switch as modules have them: the last word that says something counts. Without value it is on.
     *
     * @return empty when nothing is said
     */
    public Optional<Boolean> flag(String name) {
        Optional<Boolean> last = Optional.empty();
        for (Parameter parameter : parameters) {
            if (same(parameter.name(), name)) {
                Optional<Boolean> said = parameter.value().isEmpty() ? Optional.of(true) : truth(parameter.value().get());
                last = said.isPresent() ? said : last;
            }
        }
        return last;
    }

    /** What the kernel takes for yes and no, by how it begins: y, t, 1, on; n, f, 0, off. Empty: neither. */
    public static Optional<Boolean> truth(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (Character.toLowerCase(text.charAt(0))) {
            case 'y', 't', '1' -> Optional.of(true);
            case 'n', 'f', '0' -> Optional.of(false);
            case 'o' -> switch (text.length() < 2 ? ' ' : Character.toLowerCase(text.charAt(1))) {
                case 'n' -> Optional.of(true);
                case 'f' -> Optional.of(false);
                default -> Optional.empty();
            };
            default -> Optional.empty();
        };
    }

    private static int end(String text, int from) {
        boolean quoted = false;
        int at = from;
        while (at < text.length() && (quoted || !isBlank(text.charAt(at)))) {
            quoted ^= text.charAt(at) == '"';
            at++;
        }
        return at;
    }

    /** Quotes go away around the whole word and around the value; those inside stay. */
    private static Parameter parameter(String word) {
        boolean whole = word.startsWith("\"");
        String open = whole ? word.substring(1) : word;
        int equals = open.indexOf('=', 1);
        if (equals < 0) {
            return new Parameter(whole ? withoutLastQuote(open) : open, Optional.empty());
        }
        String value = open.substring(equals + 1);
        boolean inner = value.startsWith("\"");
        String text = inner ? value.substring(1) : value;
        return new Parameter(open.substring(0, equals), Optional.of(whole || inner ? withoutLastQuote(text) : text));
    }

    private static String withoutLastQuote(String text) {
        return text.endsWith("\"") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean same(String one, String other) {
        return one.replace('-', '_').equals(other.replace('-', '_'));
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character >= '\t' && character <= '\r' || character == '\u00a0';
    }
}
