package daxplane.control;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Options of a command: {@code --zone kernel --no-online} is {@code {zone=kernel, no-online=}}. A switch has an empty value.
 * Names are without the hyphens. What a mode understands, it lists in {@link Mode#options()}.
 */
public record Options(SortedMap<String, String> values) {

    public static final Options NONE = new Options(new TreeMap<>());

    public Options {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Options of(Map<String, String> values) {
        return new Options(new TreeMap<>(values));
    }

    /** Whether the switch was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Options with(String name, String value) {
        var more = new TreeMap<>(values);
        more.put(name, value);
        return new Options(more);
    }

    /** As they are typed, with a blank before each; empty text when there are none: {@code  --no-online --zone kernel}. */
    public String typed() {
        return values.entrySet().stream()
                .map(option -> " --" + option.getKey() + (option.getValue().isEmpty() ? "" : " " + option.getValue()))
                .collect(Collectors.joining());
    }
}
